using System.Diagnostics;
using Microsoft.ML;
using QuickStart.Data;
using QuickStart.Display;
using QuickStart.Drawing;
using QuickStart.Prediction;
using QuickStart.Reporting;
using QuickStart.Training;
using Spectre.Console;

namespace QuickStart;

/// <summary>From images to a comparison of a plain network with RIDE, a saved model, and predictions in another process.</summary>
internal static class MainJob
{
    private const int SamplesPerBucket = 2;

    public static int Run(Settings settings, CancellationToken cancellation)
    {
        var ml = new MLContext(settings.Seed);
        string output = settings.Output.FullName, modelFile = Path.Combine(output, "ride.zip");
        IImageSource images = Open(ml, settings, cancellation);
        Directory.CreateDirectory(output);
        Introduce(images);

        var experiment = new Experiment(ml, images, TrainingDisplays.Choose(), cancellation);
        List<MethodResult> results = settings.SkipBaseline ? [] : [experiment.Run(Methods.PlainNetwork(settings))];
        results.Add(experiment.Run(Methods.Ride(settings), new(modelFile, Path.Combine(output, "report.html"), results.FirstOrDefault())));
        ResultTable.Write(results);
        ResultsFile.Write(Path.Combine(output, "results.md"), settings, images, results);

        AnsiConsole.MarkupLineInterpolated($"Saved [bold]{Path.Combine(settings.Output.ToString(), "ride.zip")}[/], report.html and results.md. A new process loads the model:");
        return NewProcess.Run(["predict", modelFile, .. Samples(images, output)], cancellation);
    }

    private static IImageSource Open(MLContext ml, Settings settings, CancellationToken cancellation)
    {
        if (settings.Data is not null)
        {
            return ImageSources.Open(ml, settings.Data, settings.Output);
        }

        var time = Stopwatch.StartNew();
        string folder = Path.Combine(settings.Output.FullName, "images");
        SampleImages.Write(folder, settings.Seed, cancellation);
        AnsiConsole.MarkupLineInterpolated($"Drew pictures into [bold]{Path.Combine(settings.Output.ToString(), "images")}[/] in {time.Elapsed.TotalSeconds:0.0} s.");
        return new FolderSource(ml, "Drawn pictures", Path.Combine(folder, "train"), Path.Combine(folder, "test"));
    }

    private static void Introduce(IImageSource images)
    {
        IReadOnlyCollection<int> counts = [.. images.TrainingCounts.Values];
        AnsiConsole.MarkupLineInterpolated(
            $"[bold]{images.Description}[/]: {counts.Sum():N0} training images of {counts.Count} classes, {counts.Max()} of the largest and {counts.Min()} of the smallest.");
    }

    /// <summary>Test images of frequent, middling and rare classes.</summary>
    private static IReadOnlyList<string> Samples(IImageSource images, string output)
    {
        string[] classes = [.. images.TrainingCounts.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Select(c => c.Key)];
        int middle = (classes.Length - SamplesPerBucket) / 2;
        IEnumerable<string> chosen = classes.Length <= 3 * SamplesPerBucket
            ? classes
            : [.. classes[..SamplesPerBucket], .. classes[middle..(middle + SamplesPerBucket)], .. classes[^SamplesPerBucket..]];
        return images.SampleFiles(chosen, Path.Combine(output, "samples"));
    }
}
