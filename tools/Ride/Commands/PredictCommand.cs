using System.CommandLine;
using System.Security.Cryptography;
using MLNet.Ride.Data;
using MLNet.Ride.Tool.Data;
using MLNet.Ride.Tool.Parts;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Tool.Commands;

/// <summary><c>ride predict</c>.</summary>
internal static class PredictCommand
{
    private const string StandardInput = "-";

    private const string Description = """
        Classifies image files, all images of folders or of a manifest, or an image from standard input.

        With --output, a command that was interrupted continues where it stopped when it is started again, and with --part, several machines share
        the images; 'ride merge' puts their files together.

        Examples:
          ride predict model.zip a.jpg b.jpg
          ride predict model.zip photos --top 3 --json > predictions.jsonl
          ride predict model.zip --manifest all.csv --part 3/16 --output part-3.jsonl
          mpirun -np 4 ride predict model.zip --manifest all.csv --part auto --output part-{part}.jsonl
          curl -s https://example.org/bird.jpg | ride predict model.zip -
        """;

    public static Command Create(Terminal terminal)
    {
        Argument<FileInfo> model = Arguments.Model();
        Argument<string[]> files = new("FILE") { Description = "Images, folders of images, or - for an image from standard input.", Arity = ArgumentArity.ZeroOrMore };
        Option<FileInfo?> manifest = new("--manifest") { Description = "A table of images (.csv, .tsv) with a column ImagePath.", HelpName = "FILE" };
        Option<string?> part = new("--part")
        {
            Description = "The part of the images to classify, such as 3/16; auto if this process is one of several that an MPI launcher, a Kubernetes indexed Job "
                + "(which sets JOB_COMPLETIONS), or a Slurm array started. Requires --output.",
            HelpName = "N/COUNT|auto",
        };
        Option<string?> output = new("--output", "-o")
        {
            Description = "Write one line of JSON per image to a file (.jsonl), which is complete once it exists. {part} stands for the number of the part.", HelpName = "FILE",
        };
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
        Command command = new("predict", Description) { model, files, manifest, part, output, top, views, threshold, json };
        command.Validators.Add(result =>
        {
            if (result.GetValue(files) is not { Length: > 0 } && result.GetValue(manifest) is null)
            {
                result.AddError("Specify images, or a --manifest.");
            }

            if (result.GetValue(files)?.Contains(StandardInput) == true && result.GetValue(output) is not null)
            {
                result.AddError($"--output requires files, but {StandardInput} stands for standard input.");
            }

            if (result.GetValue(part) is not null && result.GetValue(output) is null)
            {
                result.AddError("--part requires --output.");
            }
        });
        command.SetAction(parsed =>
        {
            PredictionOutput? file = parsed.GetValue(output) is { } path ? PredictionOutput.Of(path, parsed.GetValue(part)) : null;
            if (file?.IsComplete == true)
            {
                terminal.Out.WriteLine($"{file.Path} is complete. To classify its images again, delete it.");
                return 0;
            }

            IEnumerable<string> images = Images(parsed.GetValue(files) ?? [], parsed.GetValue(manifest), terminal);
            using SavedModel saved = SavedModel.Load(terminal.CreateContext(), parsed.GetRequiredValue(model), parsed.GetValue(views), parsed.GetValue(threshold));
            if (file is not null)
            {
                string settings = $"{Hash(parsed.GetRequiredValue(model))} {parsed.GetValue(views)} {parsed.GetValue(threshold)}";
                return file.Write(new PartedPrediction(saved.Ride, images, file.Part, parsed.GetValue(top), terminal), settings, terminal);
            }

            var table = new PredictionTable();
            int failures = 0;
            foreach (string image in images)
            {
                if (Predict(terminal, saved.Ride, image, parsed.GetValue(top), out float? novelty, out bool? isKnown) is not { } classes)
                {
                    failures++;
                }
                else if (parsed.GetValue(json))
                {
                    terminal.Out.WriteLine(JsonLine.Of(new { File = image, Classes = JsonLine.Classes(classes), novelty, isKnown }));
                }
                else
                {
                    table.Add(image, classes, isKnown);
                }
            }

            table.Write(terminal.Results);
            return failures == 0 ? 0 : Program.Failed;
        });
        return command;
    }

    private static IEnumerable<string> Images(string[] paths, FileInfo? manifest, Terminal terminal)
    {
        string[] named = [.. paths.SelectMany(path => ImageFiles.In(path, terminal.Warn))];
        return manifest is null ? named : named.Concat(ManifestPaths.Of(manifest.ToString()));
    }

    private static string Hash(FileInfo file)
    {
        using FileStream stream = file.OpenRead();
        return Convert.ToHexString(SHA256.HashData(stream));
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
