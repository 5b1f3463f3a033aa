using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using MLNet.Ride;
using MLNet.Ride.Display;
using MLNet.Ride.Evaluation;

namespace QuickStart;

/// <summary>The main job: trains a plain network and RIDE on the same long-tailed images and schedule, compares them, and saves RIDE.</summary>
internal sealed class Comparison(Terminal terminal)
{
    public int Run(Settings settings, CancellationToken cancellation)
    {
        string output = Directory.CreateDirectory(settings.Output.FullName).FullName;
        string data = settings.Data?.FullName ?? DrawnPictures.Write(Path.Combine(output, "images"), settings.Seed, cancellation);

        var ml = new MLContext(settings.Seed);
        IDataView train = ml.Data.LoadImageFolder(Path.Combine(data, "train"));
        IDataView test = ml.Data.LoadImageFolder(Path.Combine(data, "test"));

        using TransformerChain<KeyToValueMappingTransformer> plain = Fit("Plain network", RideTrainer.Options.FewImagesPlain(settings.Epochs));
        LongTailedMetrics plainMetrics = ml.MulticlassClassification.EvaluateLongTailed(plain.Transform(test), plain);

        RideTrainer.Options options = RideTrainer.Options.FewImages(settings.Epochs);
        options.ExpertCount = settings.Experts;
        // Class weights begin with the first smaller step.
        options.Loss.ReweightAfterEpoch = (int)(0.7 * settings.Epochs);
        string name = $"RIDE, {settings.Experts} experts";
        using TransformerChain<KeyToValueMappingTransformer> ride = Fit(name, options);
        LongTailedMetrics rideMetrics = ml.MulticlassClassification.EvaluateWithMistakes(ride.Transform(test), ride, out IReadOnlyList<Mistake> mistakes);

        LongTailedMethod[] methods = [new(name, rideMetrics), new("Plain network", plainMetrics)];
        MetricsTable.Write(terminal.Results, methods);
        string page = Path.Combine(output, "report.html"), model = Path.Combine(output, "ride.zip");
        new LongTailedReport(methods) { Mistakes = mistakes }.Save(page);
        ml.Model.Save(ride, train.Schema, model);
        terminal.Out.WriteLine($"Saved {model} and {page}. A new process loads the model:");
        return Prediction.RunInNewProcess(model, Samples(Path.Combine(data, "test"), rideMetrics));

        TransformerChain<KeyToValueMappingTransformer> Fit(string title, RideTrainer.Options recipe)
            => terminal.TrainingDisplay().Show(title, progress =>
            {
                (recipe.Progress, recipe.CancellationToken, recipe.Seed) = (progress, cancellation, settings.Seed);
                return ml.Transforms.Conversion.MapValueToKey("Label")
                    .Append(ml.Transforms.LoadRawImageBytes("Image", null, "ImagePath"))
                    .Append(ml.MulticlassClassification.Trainers.Ride(recipe))
                    .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"))
                    .Fit(train);
            });
    }

    /// <summary>A test image of frequent, less frequent and rare classes.</summary>
    private static IEnumerable<string> Samples(string folder, LongTailedMetrics metrics)
    {
        ClassMetrics[] classes = [.. metrics.Classes.OrderByDescending(c => c.TrainingCount)];
        int middle = classes.Length / 2;
        return classes.Where((_, i) => i < 2 || i == middle || i == middle + 1 || i >= classes.Length - 2)
            .SelectMany(c => Directory.EnumerateFiles(Path.Combine(folder, c.Name)).Order(StringComparer.Ordinal).Take(1));
    }
}
