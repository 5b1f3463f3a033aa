using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using MLNet.Ride.Tool.Data;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Tool.Commands;

/// <summary><c>ride predict</c>.</summary>
internal static class PredictCommand
{
    private const string StandardInput = "-";

    private const string Description = """
        Classifies image files, all images of folders, or an image from standard input.

        Examples:
          ride predict model.zip a.jpg b.jpg
          ride predict model.zip photos --top 3 --json > predictions.jsonl
          curl -s https://example.org/bird.jpg | ride predict model.zip -
        """;

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static Command Create(Terminal terminal)
    {
        Argument<FileInfo> model = Arguments.Model();
        Argument<string[]> files = new("FILE") { Description = "Images, folders of images, or - for an image from standard input.", Arity = ArgumentArity.OneOrMore };
        Option<int> top = new("--top", "-k") { Description = "Number of classes to show, at least 1.", HelpName = "N", DefaultValueFactory = _ => 3 };
        top.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !(int.TryParse(result.Tokens[0].Value, out int n) && n >= 1))
            {
                result.AddError($"--top must be a whole number of at least 1, but is {result.Tokens[0].Value}.");
            }
        });
        Option<TestTimeAugmentation?> views = Arguments.TestTimeAugmentation();
        Option<double?> threshold = Arguments.RoutingThreshold();
        Option<bool> json = Arguments.Json("Write one line of JSON per image instead of a table.");
        Command command = new("predict", Description) { model, files, top, views, threshold, json };
        command.SetAction(parsed =>
        {
            using SavedModel saved = SavedModel.Load(terminal.CreateContext(), parsed.GetRequiredValue(model), parsed.GetValue(views), parsed.GetValue(threshold));
            var table = new PredictionTable();
            int failures = 0;
            foreach (string file in parsed.GetRequiredValue(files).SelectMany(path => ImageFiles.In(path, terminal.Warn)))
            {
                if (Predict(terminal, saved.Ride, file, parsed.GetValue(top), out float? novelty, out bool? isKnown) is not { } classes)
                {
                    failures++;
                }
                else if (parsed.GetValue(json))
                {
                    terminal.Out.WriteLine(JsonSerializer.Serialize(new { file, classes = classes.Select(c => new { c.Name, c.Probability }), novelty, isKnown }, s_json));
                }
                else
                {
                    table.Add(file, classes, isKnown);
                }
            }

            table.Write(terminal.Results);
            return failures == 0 ? 0 : Program.Failed;
        });
        return command;
    }

    // An unreadable image does not stop the others from being classified.
    private static IReadOnlyList<ClassProbability>? Predict(Terminal terminal, RideTransformer model, string file, int top, out float? novelty, out bool? isKnown)
    {
        (novelty, isKnown) = (null, null);
        try
        {
            return model.Predict(Read(terminal, file), out novelty, out isKnown, top);
        }
        catch (InvalidDataException problem)
        {
            terminal.Fail($"{file}: {(problem.InnerException ?? problem).Message}", Program.Failed);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            terminal.Fail(problem.Message, Program.Failed);
        }

        return null;
    }

    private static byte[] Read(Terminal terminal, string file)
    {
        if (file != StandardInput)
        {
            return File.ReadAllBytes(file);
        }

        using Stream input = terminal.In();
        using var bytes = new MemoryStream();
        input.CopyTo(bytes);
        return bytes.ToArray();
    }
}
