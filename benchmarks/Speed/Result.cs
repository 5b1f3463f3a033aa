using System.Text.Json;
using System.Text.Json.Serialization;

namespace Speed;

/// <summary>One measurement of one process; the Python scripts print the same line.</summary>
internal sealed record Result(
    [property: JsonPropertyName("images_per_second")] double ImagesPerSecond,
    [property: JsonPropertyName("peak_megabytes")] double PeakMegabytes,
    [property: JsonPropertyName("experts")] double? Experts = null)
{
    public static Result Of(int images, TimeSpan elapsed, double? experts = null)
        => new(Math.Round(images / elapsed.TotalSeconds, 1), Math.Round(PeakMegabytesOfProcess()), experts);

    public static Result Parse(string json) => JsonSerializer.Deserialize<Result>(json)!;

    public string ToJson() => JsonSerializer.Serialize(this);

    private static double PeakMegabytesOfProcess()
    {
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        return process.PeakWorkingSet64 / 1048576.0;
    }
}
