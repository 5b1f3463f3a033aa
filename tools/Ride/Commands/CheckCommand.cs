using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.ML;
using MLNet.Ride.Tool.Data;

namespace MLNet.Ride.Tool.Commands;

/// <summary><c>ride check</c>.</summary>
internal static class CheckCommand
{
    private const string Description = """
        Checks labeled images before training: files that cannot be read, images in more than one part or class, very similar images, and suspicious classes.

        Examples:
          ride check photos
          ride check list.csv --all
          ride check photos --json > faults.json
        """;

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static Command Create(Terminal terminal)
    {
        Argument<FileSystemInfo> data = Arguments.Data();
        Option<DirectoryInfo?> images = Arguments.Images();
        Option<bool> all = new("--all") { Description = $"List all images of each fault instead of the first {FaultTable.Shown}." };
        Option<bool> json = Arguments.Json("Write all faults as JSON instead of a table.");
        Command command = new("check", Description) { data, images, all, json };
        command.SetAction((parsed, cancellationToken) =>
        {
            var ml = new MLContext();
            ImageSets sets = ImageData.Open(ml, parsed.GetRequiredValue(data), parsed.GetValue(images));
            DataReport report = ml.Data.CheckImageSets(sets, progress: new CountProgress(terminal, "images checked"), cancellationToken: cancellationToken);
            if (parsed.GetValue(json))
            {
                terminal.Out.WriteLine(JsonSerializer.Serialize(report, s_json));
            }
            else
            {
                FaultTable.Write(terminal, report, parsed.GetValue(all) ? int.MaxValue : FaultTable.Shown);
            }

            return Task.FromResult(report.HasErrors ? Program.Failed : 0);
        });
        return command;
    }
}
