using System.Text.Json;
using MLNet.Ride.Evaluation;

namespace Methods;

/// <summary>A row of the table, and the file that holds it.</summary>
internal sealed record Row(string Name, string Description, LongTailedMetrics Metrics, double ImagesPerSecond)
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Reads the row of a method; null where it has none yet.</summary>
    public static Row? Read(DirectoryInfo folder, Method method)
    {
        string file = FileOf(folder, method.Name);
        if (!File.Exists(file))
        {
            return null;
        }

        Content content = JsonSerializer.Deserialize<Content>(File.ReadAllText(file), s_json)!;
        return new(method.Name, method.Description, LongTailedReport.FromJson(content.Report.GetRawText()).Methods[0].Metrics, content.ImagesPerSecond);
    }

    public void Write(DirectoryInfo folder)
    {
        folder.Create();
        using JsonDocument report = JsonDocument.Parse(new LongTailedReport([new(Name, Metrics)]).ToJson());
        File.WriteAllText(FileOf(folder, Name), JsonSerializer.Serialize(new Content(ImagesPerSecond, report.RootElement), s_json));
    }

    private static string FileOf(DirectoryInfo folder, string name)
        => Path.Combine(folder.FullName, string.Concat(name.Select(c => char.IsLetterOrDigit(c) ? c : '-')) + ".json");

    private sealed record Content(double ImagesPerSecond, JsonElement Report);
}
