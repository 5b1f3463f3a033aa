using System.CommandLine;
using Microsoft.ML;
using MLNet.Ride.Evaluation;
using MLNet.Ride.Tool.Data;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Tool.Commands;

/// <summary><c>ride evaluate</c>.</summary>
internal static class EvaluateCommand
{
    private const string Description = """
        Evaluates a model on labeled images, overall and by the number of training images per class.

        Examples:
          ride evaluate model.zip photos
          ride evaluate model.zip photos --report report.html --baseline plain.zip
          ride evaluate model.zip photos --split validation
          ride evaluate model.zip photos --test-time-augmentation flip --baseline model.zip
          ride evaluate model.zip photos --routing-threshold 0.8 --baseline model.zip
          ride evaluate model.zip photos --routing-curve --report report.html
          ride evaluate seed1.zip photos --bias-variance seed2.zip seed3.zip
          ride evaluate model.zip photos --unknown elsewhere --report report.html
          ride evaluate model.zip test.csv --json > metrics.json
        """;

    public static Command Create(Terminal terminal)
    {
        Argument<FileInfo> model = Arguments.Model();
        Argument<FileSystemInfo> data = Arguments.Data();
        Option<DirectoryInfo?> images = Arguments.Images();
        Option<string?> split = Arguments.Split();
        Option<FileInfo?> report = Arguments.Report("Write a report with figures (.html), and its JSON next to it.");
        Option<FileInfo?> baseline = new("--baseline") { Description = "Model (.zip) or report (.json) to compare with.", HelpName = "FILE" };
        Option<TestTimeAugmentation?> views = Arguments.TestTimeAugmentation();
        Option<double?> threshold = Arguments.RoutingThreshold();
        Option<string?> unknown = Arguments.Unknown();
        Option<bool> curve = new("--routing-curve") { Description = "Evaluate at several routing thresholds too: accuracy against experts used." };
        Option<FileInfo[]> runs = new("--bias-variance")
        {
            Description = "More models (.zip) of the same method, trained with other seeds or on other samples: bias and variance over all of them.",
            HelpName = "FILE",
            AllowMultipleArgumentsPerToken = true,
        };
        Option<bool> json = Arguments.Json("Write all metrics as JSON instead of a table.");
        Command command = new("evaluate", Description) { model, data, images, split, report, baseline, views, threshold, unknown, curve, runs, json };
        command.SetAction(parsed =>
        {
            MLContext ml = terminal.CreateContext();
            ImageSets sets = ImageData.Open(ml, parsed.GetRequiredValue(data), parsed.GetValue(images));
            IDataView test = ImageData.ToEvaluate(sets, terminal, parsed.GetValue(split));
            FileInfo file = parsed.GetRequiredValue(model);
            using SavedModel saved = SavedModel.Load(ml, file, parsed.GetValue(views), parsed.GetValue(threshold));
            FileInfo? page = parsed.GetValue(report);
            IReadOnlyList<Mistake> mistakes = [];
            IDataView scored = saved.Pipeline.Transform(test);
            LongTailedMetrics metrics = page is null
                ? ml.MulticlassClassification.EvaluateLongTailed(scored, saved.Pipeline)
                : ml.MulticlassClassification.EvaluateWithMistakes(scored, saved.Pipeline, out mistakes);
            NoveltyMetrics? novelty = parsed.GetValue(unknown) is { } folder ? Novelty(terminal, ml, saved, test, folder) : null;
            IReadOnlyList<RoutingPoint>? routing = parsed.GetValue(curve) ? ml.MulticlassClassification.EvaluateRouting(saved.Pipeline, test) : null;
            BiasVarianceMetrics? biasVariance = parsed.GetValue(runs) is { Length: > 0 } others ? BiasVariance(ml, saved, others, test) : null;
            var methods = new List<LongTailedMethod> { new(file.Name, metrics) };
            if (parsed.GetValue(baseline) is { } other)
            {
                methods.Add(new(other.Name == file.Name ? $"{other.Name} (baseline)" : other.Name, Baseline(ml, other, test)));
            }

            if (page is not null)
            {
                page.Directory!.Create();
                metrics.SaveReport(page.FullName, new ReportOptions
                {
                    Title = $"{file.Name} on {parsed.GetRequiredValue(data)}",
                    Name = methods[0].Name,
                    Baseline = methods.Count > 1 ? methods[1].Metrics : null,
                    BaselineName = methods[^1].Name,
                    Mistakes = mistakes,
                    Model = saved.Pipeline,
                    Novelty = novelty,
                    Routing = routing,
                    BiasVariance = biasVariance,
                });
                terminal.Error.WriteLine($"Wrote {page}.");
            }

            Write(terminal, new LongTailedReport(methods) { Novelty = novelty, Routing = routing, BiasVariance = biasVariance }, parsed.GetValue(json));
            return 0;
        });
        return command;
    }

    private static void Write(Terminal terminal, LongTailedReport report, bool asJson)
    {
        if (asJson)
        {
            terminal.Out.WriteLine(report.ToJson());
            return;
        }

        MetricsTable.Write(terminal.Results, report.Methods);
        BucketTable.Write(terminal.Results, report.Methods[0].Metrics);
        if (report.Routing is { } routing)
        {
            RoutingTable.Write(terminal.Results, routing);
        }

        if (report.BiasVariance is { } biasVariance)
        {
            BiasVarianceTable.Write(terminal.Results, biasVariance);
        }

        if (report.Novelty is { } novelty)
        {
            terminal.Out.WriteLine(
                $"Unknown images: AUROC {novelty.Auroc:0.000}, FPR95 {100 * novelty.FalsePositiveRate95:0.0}%; at the threshold, {100 * novelty.UnknownRejected:0.0}% of "
                + $"{novelty.UnknownCount} are rejected, and {100 * novelty.KnownAccepted:0.0}% of {novelty.KnownCount} known images are kept.");
        }
    }

    private static NoveltyMetrics Novelty(Terminal terminal, MLContext ml, SavedModel saved, IDataView known, string folder)
        => saved.Ride.NoveltyScore is null
            ? throw new UsageError("--unknown: the model does not measure novelty. Fit it first: ride novelty MODEL DATA --score energy --output MODEL")
            : ml.MulticlassClassification.EvaluateNovelty(saved.Pipeline, known, UnlabeledImages.Load(ml, folder, terminal.Warn));

    private static BiasVarianceMetrics BiasVariance(MLContext ml, SavedModel saved, FileInfo[] others, IDataView test)
    {
        var models = new List<SavedModel>();
        try
        {
            models.AddRange(others.Select(file => SavedModel.Load(ml, file)));
            return ml.MulticlassClassification.BiasVariance([saved.Pipeline, .. models.Select(model => model.Pipeline)], test);
        }
        finally
        {
            models.ForEach(model => model.Dispose());
        }
    }

    private static LongTailedMetrics Baseline(MLContext ml, FileInfo file, IDataView test)
    {
        if (!file.Extension.Equals(".json", StringComparison.OrdinalIgnoreCase))
        {
            using SavedModel other = SavedModel.Load(ml, file);
            return ml.MulticlassClassification.EvaluateLongTailed(other.Pipeline.Transform(test), other.Pipeline);
        }

        return file.Exists
            ? LongTailedReport.FromJson(File.ReadAllText(file.FullName)).Methods[0].Metrics
            : throw new UserError($"The baseline '{file}' does not exist.");
    }
}
