using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Speed;

/// <summary>What one process measured; the Python scripts print the same line.</summary>
internal sealed record Result(
    [property: JsonPropertyName("images_per_second")] double ImagesPerSecond,
    [property: JsonPropertyName("peak_megabytes")] double PeakMegabytes,
    [property: JsonPropertyName("experts")] double? Experts = null)
{
    /// <summary>Share of the time for which training waited for images, 0 to 1.</summary>
    [JsonPropertyName("data_wait")]
    public double? DataWait { get; init; }

    /// <summary>Memory of the GPU that is in use, in megabytes.</summary>
    [JsonPropertyName("gpu_megabytes")]
    public double? GpuMegabytes { get; init; }

    public static Result Of(SpeedMeter meter, double? experts = null)
        => new(Math.Round(meter.ImagesPerSecond, 1), Math.Round(PeakMegabytesOfProcess()), experts);

    public static Result Parse(string json) => JsonSerializer.Deserialize<Result>(json)!;

    public string ToJson() => JsonSerializer.Serialize(this);

    private static double PeakMegabytesOfProcess()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 / 1048576.0;
    }
}
