using System.Diagnostics;
using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Ride;
using MLNet.Ride.Evaluation;

namespace Features;

/// <summary>Computes the features once, trains every classifier on them, and prints a table.</summary>
internal static class Comparison
{
    public static void Run(FileSystemInfo data, TextWriter output)
    {
        var ml = new MLContext(seed: 1);
        ImageSets sets = ml.Data.LoadImageSets(data.FullName);
        long start = Stopwatch.GetTimestamp();
        ITransformer featurizer = Featurizer(ml).Fit(sets.Train);
        IDataView train = Computed(ml, featurizer.Transform(sets.Train)), test = Computed(ml, featurizer.Transform(sets.Test!));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Features of all images: {Stopwatch.GetElapsedTime(start).TotalMinutes:0.0} minutes.\n"));
        output.WriteLine("| classifier | many | medium | few | all | ECE | experts used | seconds |\n|---|---:|---:|---:|---:|---:|---:|---:|");
        foreach ((string name, Func<IDataView, ITransformer> fit) in Heads.All(ml))
        {
            start = Stopwatch.GetTimestamp();
            ITransformer model = fit(train);
            TimeSpan time = Stopwatch.GetElapsedTime(start);
            LongTailedMetrics m = ml.MulticlassClassification.EvaluateLongTailed(model.Transform(test), train);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {Percent(m.Many)} | {Percent(m.Medium)} | {Percent(m.Few)} | {Percent(m.Overall)} | {Percent(m.Calibration!.ExpectedCalibrationError)} | {m.Overall.MeanExpertsUsed:0.00} | {time.TotalSeconds:0.0} |"));
            (model as IDisposable)?.Dispose();
        }
    }

    // The shorter side to 256 is what ML.NET cannot do; isotropic resizing with a crop to the square is the nearest.
    private static IEstimator<ITransformer> Featurizer(MLContext ml)
        => ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(ml.Transforms.LoadImages("Pixels", null, "ImagePath"))
            .Append(ml.Transforms.ResizeImages("Pixels", 224, 224, "Pixels", Microsoft.ML.Transforms.Image.ImageResizingEstimator.ResizingKind.IsoCrop))
            .Append(ml.Transforms.ExtractPixels("Pixels", "Pixels"))
            .Append(ml.Transforms.DnnFeaturizeImage("Features", input => input.ModelSelector.ResNet18(ml, input.OutputColumn, input.InputColumn), "Pixels"));

    private static IDataView Computed(MLContext ml, IDataView rows)
    {
        IDataView cached = ml.Data.Cache(rows, "Label", "Features");
        _ = cached.GetColumn<float[]>("Features").Count(); // fills the cache
        return cached;
    }

    private static string Percent(BucketMetrics? bucket) => bucket is null ? "" : Percent(bucket.Accuracy);

    private static string Percent(double share) => (100 * share).ToString("0.0", CultureInfo.InvariantCulture);
}
