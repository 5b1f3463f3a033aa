using System.CommandLine;
using Microsoft.ML;
using MLNet.Ride.Evaluation;
using MLNet.Ride.Tool.Data;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Tool.Commands;

/// <summary><c>ride novelty</c>.</summary>
internal static class NoveltyCommand
{
    private const string Description = """
        Lets a model tell images of no known class: fits the threshold of a novelty score to images that it was not trained on.
        Without --score, compares all scores.

        Examples:
          ride novelty model.zip photos --unknown elsewhere
          ride novelty model.zip photos --score energy --output model.zip
          ride novelty model.zip list.csv --split test --score mahalanobis --recall 0.98 --output careful.zip
        """;

    public static Command Create(Terminal terminal)
    {
        Argument<FileInfo> model = Arguments.Model();
        Argument<FileSystemInfo> data = Arguments.Data();
        Option<DirectoryInfo?> images = Arguments.Images();
        Option<string> split = new("--split")
        {
            Description = "Part of DATA to fit the threshold on, with images that MODEL was not trained on.", HelpName = "NAME", DefaultValueFactory = _ => "validation",
        };
        Option<string?> unknown = Arguments.Unknown();
        Option<NoveltyScore?> score = new("--score")
        {
            Description = "How novelty is measured: by logits, or by features, which are compared with those of the train part.",
            HelpName = "energy|maxLogit|softmax|classMeans|mahalanobis",
        };
        Option<double> recall = new("--recall") { Description = "Wanted share of known images that count as known.", HelpName = "P", DefaultValueFactory = _ => 0.95 };
        Option<FileInfo?> output = new("--output", "-o") { Description = "Save the model with the score and its threshold (.zip); may be MODEL.", HelpName = "FILE" };
        Command command = new("novelty", Description) { model, data, images, split, unknown, score, recall, output };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(output) is not null && parsed.GetValue(score) is null)
            {
                throw new UsageError("--output needs a --score: energy, maxLogit, softmax, classMeans, or mahalanobis.");
            }

            MLContext ml = terminal.CreateContext();
            ImageSets sets = ImageData.Open(ml, parsed.GetRequiredValue(data), parsed.GetValue(images));
            IDataView known = ImageData.Part(sets, parsed.GetRequiredValue(split));
            IDataView? others = parsed.GetValue(unknown) is { } folder ? UnlabeledImages.Load(ml, folder, terminal.Warn) : null;
            using SavedModel saved = SavedModel.Load(ml, parsed.GetRequiredValue(model));
            NoveltyScore[] scores = parsed.GetValue(score) is { } chosen ? [chosen] : Enum.GetValues<NoveltyScore>();
            var table = new NoveltyTable();
            foreach (NoveltyScore each in scores)
            {
                ITransformer fitted = ml.MulticlassClassification.FitNovelty(
                    saved.Pipeline, known, out NoveltyReport report, each, parsed.GetValue(recall), sets.Train);
                try
                {
                    table.Add(report, others is null ? null : ml.MulticlassClassification.EvaluateNovelty(fitted, known, others));
                    if (parsed.GetValue(output) is { } file)
                    {
                        saved.Save(ml, fitted, file);
                        terminal.Error.WriteLine($"Wrote {file}.");
                    }
                }
                finally
                {
                    RideTransformer.FindIn(fitted).Dispose();
                }
            }

            table.Write(terminal.Results);
            return 0;
        });
        return command;
    }
}
