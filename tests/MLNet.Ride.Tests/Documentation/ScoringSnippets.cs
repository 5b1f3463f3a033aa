using System.Collections.Concurrent;
using Microsoft.ML;
using MLNet.Ride.Evaluation;
using MLNet.Ride.Tests.Support;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Tests.Documentation;

/// <summary>The code of docs/scoring.md, run.</summary>
public sealed class ScoringSnippets : IDisposable
{
    private readonly MLContext ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_document_has_this_code() => Snippets.Check("scoring.md", "ScoringSnippets.cs");

    [Fact]
    public void A_saved_model_is_used()
    {
        string modelPath = _folder.File("model.zip");
        string calibratedPath = _folder.File("calibrated.zip");
        DrawnImages.SaveFolder(_folder, "train", 4, 4, 4);
        IDataView validation = ml.Data.LoadImageFolder(_folder.File("train"));
        Train(validation, modelPath);
        string[] imagePaths = [.. Directory.GetFiles(_folder.File("train"), "*.png", SearchOption.AllDirectories).Order()];
        string imagePath = imagePaths[0];
        var labels = new ConcurrentDictionary<string, string>();

        ITransformer model = ml.Model.Load(modelPath, out DataViewSchema inputSchema);
        RideTransformer ride = RideTransformer.FindIn(model);
        IReadOnlyList<ClassProbability> best = ride.Predict(File.ReadAllBytes(imagePath), k: 3);
        foreach (ClassProbability candidate in best)
        {
            Console.WriteLine($"{candidate.Name}: {candidate.Probability:P1}");
        }

        Parallel.ForEach(imagePaths, path => labels[path] = ride.Predict(File.ReadAllBytes(path), k: 1)[0].Name);

        IReadOnlyList<IReadOnlyList<ClassProbability>> all = ride.Predict([.. imagePaths.Select(File.ReadAllBytes)], k: 3);
        Assert.Equal(imagePaths.Select(path => labels[path]), all.Select(candidates => candidates[0].Name));

        var engineOptions = new PredictionEngineOptions { OwnsTransformer = false };
        using var engine = ml.Model.CreatePredictionEngine<ImageInput, ImageOutput>(model, engineOptions);
        ImageOutput output = engine.Predict(new ImageInput { ImagePath = imagePath });
        IReadOnlyList<ClassProbability> topThree = ride.TopK(output.Score, 3);
        Assert.Equal(best.Select(c => c.Name), topThree.Select(c => c.Name));
        Assert.Equal(output.PredictedLabel, topThree[0].Name);

        IDataView scored = model.Transform(ml.Data.LoadFromEnumerable(imagePaths.Select(path => new ImageInput { ImagePath = path })));
        foreach (ImageOutput row in ml.Data.CreateEnumerable<ImageOutput>(scored, reuseRowObject: false))
        {
            Console.WriteLine($"{row.PredictedLabel}: {row.Score.Max():P1}, {row.ExpertsUsed} experts used");
        }

        {
            ITransformer flipping = ml.MulticlassClassification.WithTestTimeAugmentation(model, TestTimeAugmentation.Flip);
            LongTailedMetrics metrics = ml.MulticlassClassification.EvaluateLongTailed(flipping.Transform(validation), flipping);
            Assert.Equal(12, metrics.Overall.ExampleCount);
            Assert.Equal(TestTimeAugmentation.Flip, RideTransformer.FindIn(flipping).TestTimeAugmentation);
            RideTransformer.FindIn(flipping).Dispose();
        }

        {
            ITransformer faster = ml.MulticlassClassification.WithRoutingThreshold(model, 0.8);
            Assert.Equal(0.8, RideTransformer.FindIn(faster).RoutingThreshold);
            RideTransformer.FindIn(faster).Dispose();

            foreach (RoutingPoint point in ml.MulticlassClassification.EvaluateRouting(model, validation))
            {
                Console.WriteLine($"{point.Threshold:0.###}: {point.ExpertsUsed:0.00} experts, {point.Macs / 1e6:0} million MACs, {point.Accuracy:P1}, few {point.Few:P1}");
            }
        }

        ITransformer calibrated = ml.MulticlassClassification.CalibrateTemperature(model, validation, out CalibrationReport report);
        Console.WriteLine($"T = {report.Temperature:0.00}, ECE {report.Before.ExpectedCalibrationError:P1} before, {report.After.ExpectedCalibrationError:P1} after");
        ml.Model.Save(calibrated, inputSchema, calibratedPath);
        Assert.Equal(report.Temperature, Loaded(calibratedPath));
        Assert.Equal(12, report.ExampleCount);

        {
            IDataView unlabeled = validation;
            PriorEstimate estimate = ml.MulticlassClassification.EstimatePrior(calibrated, unlabeled, ScorePrior.TrainingFrequencies);
            ITransformer adapted = ml.MulticlassClassification.CorrectPrior(calibrated, ScorePrior.TrainingFrequencies, estimate.Prior);
            Assert.NotNull(RideTransformer.FindIn(adapted).ClassOffsets);
            RideTransformer.FindIn(adapted).Dispose();
        }

        {
            ITransformer balanced = ml.MulticlassClassification.FitClassOffsets(model, validation, out ClassOffsetReport offsets);
            Console.WriteLine($"balanced accuracy {offsets.MacroAccuracyBefore:P1} before, {offsets.MacroAccuracyAfter:P1} after");
            Assert.True(offsets.MacroAccuracyAfter >= offsets.MacroAccuracyBefore);
            RideTransformer.FindIn(balanced).Dispose();
        }

        (calibrated as IDisposable)?.Dispose();
        (model as IDisposable)?.Dispose();
        Assert.Throws<ObjectDisposedException>(() => ride.Predict(File.ReadAllBytes(imagePath)));
    }

    private void Train(IDataView train, string path)
    {
        RideTrainer.Options options = TinyRide.Options();
        options.Routing.Enabled = true;
        using var model = ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(ml.Transforms.LoadRawImageBytes("Image", null, "ImagePath"))
            .Append(ml.MulticlassClassification.Trainers.Ride(options))
            .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"))
            .Fit(train);
        ml.Model.Save(model, train.Schema, path);
    }

    private static double Loaded(string path)
    {
        using var model = (IDisposable)new MLContext().Model.Load(path, out _);
        return RideTransformer.FindIn((ITransformer)model).Temperature;
    }

    public sealed class ImageInput
    {
        public string ImagePath { get; set; } = "";

        public string Label { get; set; } = "";
    }

    public sealed class ImageOutput
    {
        public string PredictedLabel { get; set; } = "";

        public float[] Score { get; set; } = [];

        public int ExpertsUsed { get; set; }
    }
}
