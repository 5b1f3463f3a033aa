using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using MLNet.Ride.Evaluation;
using MLNet.Ride.Tests.Support;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Tests.Scoring;

public sealed class ClassOffsetsTests
{
    // Training images of the classes of TinyRide.
    private static readonly double[] s_counts = [120, 30, 5];

    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Probabilities_follow_the_ratio_of_the_frequencies()
    {
        using RideTransformer model = TinyRide.Transformer(_ml, routerTopLogits: 3);
        IDataView rows = TinyRide.Labeled(_ml, 4);
        using RideTransformer corrected = model.CorrectPrior(ScorePrior.TrainingFrequencies, [1, 1, 2]);
        using RideTransformer even = model.CorrectPrior(ScorePrior.TrainingFrequencies);
        using RideTransformer balanced = model.CorrectPrior(ScorePrior.Uniform, [1, 1, 2]);
        using RideTransformer nothing = corrected.CorrectPrior(ScorePrior.Uniform);

        Assert.Null(model.ClassOffsets);
        AssertScores(Expected(model, rows, 1 / s_counts[0], 1 / s_counts[1], 2 / s_counts[2]), corrected, rows);
        AssertScores(Expected(model, rows, 1 / s_counts[0], 1 / s_counts[1], 1 / s_counts[2]), even, rows);
        AssertScores(Expected(model, rows, 1, 1, 2), balanced, rows);
        AssertScores(Expected(model, rows, 1, 1, 1), nothing, rows);
        Assert.Equal(model.Transform(rows).GetColumn<int>("ExpertsUsed"), corrected.Transform(rows).GetColumn<int>("ExpertsUsed"));
    }

    [Fact]
    public void Correcting_for_equal_frequencies_helps_the_rare_class()
    {
        using RideTransformer model = Trained();
        using RideTransformer even = model.CorrectPrior(ScorePrior.TrainingFrequencies);

        Assert.True(Metrics(even).Classes[2].Recall > Metrics(model).Classes[2].Recall + 0.1);
        Assert.True(Metrics(even).MacroAccuracy > Metrics(model).MacroAccuracy + 0.02);
    }

    [Fact]
    public void Fitted_offsets_raise_balanced_accuracy_on_other_rows_too()
    {
        using RideTransformer model = Trained();
        using RideTransformer fitted = model.FitClassOffsets(Keys(3, 600, 150, 60), out ClassOffsetReport report);

        Assert.Equal(report.Offsets, fitted.ClassOffsets);
        Assert.Equal(810, report.ExampleCount);
        Assert.Equal(Metrics(model, Keys(3, 600, 150, 60)).MacroAccuracy, report.MacroAccuracyBefore, 1e-6);
        Assert.Equal(Metrics(model, Keys(3, 600, 150, 60)).MicroAccuracy, report.MicroAccuracyBefore, 1e-6);
        Assert.Equal(Metrics(fitted, Keys(3, 600, 150, 60)).MacroAccuracy, report.MacroAccuracyAfter, 1e-6);
        Assert.Equal(Metrics(fitted, Keys(3, 600, 150, 60)).MicroAccuracy, report.MicroAccuracyAfter, 1e-6);
        Assert.True(report.MacroAccuracyAfter > report.MacroAccuracyBefore + 0.05);
        Assert.True(Metrics(fitted).MacroAccuracy > Metrics(model).MacroAccuracy + 0.02);

        using RideTransformer again = fitted.FitClassOffsets(Keys(3, 600, 150, 60), out ClassOffsetReport second);
        Assert.Equal(report.MacroAccuracyAfter, second.MacroAccuracyBefore, 1e-6);
        Assert.True(second.MacroAccuracyAfter >= second.MacroAccuracyBefore);
    }

    [Fact]
    public void Frequencies_are_estimated_from_unlabeled_rows_whatever_the_offsets()
    {
        using RideTransformer model = Trained();
        using RideTransformer corrected = model.CorrectPrior(ScorePrior.TrainingFrequencies);

        PriorEstimate even = model.EstimatePrior(Draw(2, 300, 300, 300), ScorePrior.TrainingFrequencies);

        Assert.All(even.Prior, share => Assert.Equal(1.0 / 3, share, 0.1));
        Assert.Equal(even.Prior, corrected.EstimatePrior(Draw(2, 300, 300, 300), ScorePrior.TrainingFrequencies).Prior);
        Assert.Equal(900, even.ExampleCount);
        Assert.Equal(800.0 / 1060, model.EstimatePrior(Draw(3, 800, 200, 60), ScorePrior.TrainingFrequencies).Prior[0], 0.08);
    }

    [Fact]
    public void Offsets_are_in_the_files_of_the_model_and_of_ONNX()
    {
        using RideTransformer model = Trained();
        using RideTransformer offset = model.WithClassOffsets([-1, 0.5, 3]);
        IDataView test = Keys(2, 5, 5, 5);
        float[] expected = [.. Scores(offset, test).SelectMany(row => row)];
        Assert.NotEqual(Scores(model, test), Scores(offset, test));

        using var zip = new MemoryStream();
        _ml.Model.Save(offset, null, zip);
        zip.Position = 0;
        using var loaded = (RideTransformer)new MLContext().Model.Load(zip, out _);
        Assert.Equal([-1, 0.5, 3], loaded.ClassOffsets!);
        Assert.Equal(expected, Scores(loaded, test).SelectMany(row => row));

        using var onnx = new MemoryStream();
        offset.SaveOnnx(onnx);
        using var session = new InferenceSession(onnx.ToArray());
        float[] rows = [.. test.GetColumn<float[]>("Features").SelectMany(row => row)];
        var input = new DenseTensor<float>(rows, [rows.Length / 2, 2]);
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> outputs = session.Run([NamedOnnxValue.CreateFromTensor("features", input)], ["probabilities"]);
        Assert.All(outputs[0].AsEnumerable<float>().Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-5f));
        Assert.Equal([-1, 0.5, 3], JsonSerializer.Deserialize<double[]>(session.ModelMetadata.CustomMetadataMap["class_offsets"])!);
    }

    [Fact]
    public void Calibration_keeps_the_labels_of_offset_classes()
    {
        using RideTransformer model = Trained();
        using RideTransformer offset = model.WithClassOffsets([-1, 0.5, 3]);
        IDataView test = Keys(2, 30, 30, 30);
        using RideTransformer calibrated = offset.Calibrate(test, out CalibrationReport report);

        Assert.NotEqual(1, report.Temperature, 0.01);
        Assert.Equal(offset.Transform(test).GetColumn<uint>("PredictedLabel"), calibrated.Transform(test).GetColumn<uint>("PredictedLabel"));
        Assert.Equal(report.After.LogLoss, _ml.MulticlassClassification.EvaluateLongTailed(calibrated.Transform(test), calibrated).Calibration!.LogLoss, 1e-4);
    }

    [Fact]
    public void A_pipeline_is_corrected_in_place_of_its_step()
    {
        IDataView train = Draw(1, 200, 50, 15);
        using var model = _ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(_ml.MulticlassClassification.Trainers.LongTailed(Options()))
            .Append(_ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"))
            .Fit(train);

        PriorEstimate estimate = _ml.MulticlassClassification.EstimatePrior(model, train, ScorePrior.TrainingFrequencies);
        ITransformer corrected = _ml.MulticlassClassification.CorrectPrior(model, ScorePrior.TrainingFrequencies, estimate.Prior);

        Assert.Equal(3, RideTransformer.FindIn(corrected).ClassOffsets!.Count);
        Assert.Null(RideTransformer.FindIn(model).ClassOffsets);
        Assert.Equal(265, corrected.Transform(train).GetColumn<string>("PredictedLabel").Count());
        RideTransformer.FindIn(corrected).Dispose();
    }

    [Fact]
    public void Values_that_do_not_fit_are_refused()
    {
        using RideTransformer model = TinyRide.Transformer(_ml);
        IDataView rows = TinyRide.Labeled(_ml, 1);

        Assert.StartsWith("There are 2 offsets, but the model has 3 classes", Refused(() => model.WithClassOffsets([1, 2])));
        Assert.StartsWith("An offset must be between -1000 and 1000.", Refused(() => model.WithClassOffsets([1, 2, double.NaN])));
        Assert.StartsWith("There are 2 frequencies, but the model has 3 classes", Refused(() => model.CorrectPrior(ScorePrior.Uniform, [1, 2])));
        Assert.StartsWith("The frequency of a class is not above 0", Refused(() => model.CorrectPrior(ScorePrior.Uniform, [1, 2, 0])));
        Assert.Contains("tau", Refused(() => model.CorrectPrior(ScorePrior.Uniform, tau: -1)));
        Assert.Contains("assumed", Refused(() => model.CorrectPrior((ScorePrior)9)));
        Assert.Contains("no rows to evaluate", Refused(() => model.FitClassOffsets(_ml.Data.SkipRows(rows, 3), out _)));
        Assert.Contains("no label column 'Class'", Refused(() => model.FitClassOffsets(rows, out _, "Class")));
        Assert.StartsWith("There are no rows to estimate", Refused(() => model.EstimatePrior(_ml.Data.SkipRows(rows, 3), ScorePrior.Uniform)));
    }

    /// <summary>Three clusters that overlap, with as many rows of each.</summary>
    private IDataView Draw(int seed, params int[] counts)
    {
        var random = new Random(seed);
        return _ml.Data.LoadFromEnumerable(counts.SelectMany((count, label) => Enumerable.Range(0, count).Select(_ => new PlaneRow
        {
            Label = "abc"[label].ToString(),
            Features = [(label == 1 ? 2 : 0) + Noise(random), (label == 2 ? 2 : 0) + Noise(random)],
        })).ToList());
    }

    private IDataView Keys(int seed, params int[] counts)
    {
        IDataView rows = Draw(seed, counts);
        return _ml.Transforms.Conversion.MapValueToKey("Label").Fit(rows).Transform(rows);
    }

    private static float Noise(Random random) => (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));

    private static string Refused(Action action) => Assert.ThrowsAny<ArgumentException>(action).Message;

    private static float[][] Scores(ITransformer model, IDataView rows) => [.. model.Transform(rows).GetColumn<float[]>("Score")];

    private static double[][] Expected(RideTransformer model, IDataView rows, params double[] factors)
        => [.. Scores(model, rows).Select(row =>
        {
            double[] products = [.. row.Zip(factors, (p, factor) => p * factor)];
            return Array.ConvertAll(products, product => product / products.Sum());
        })];

    private static void AssertScores(double[][] expected, RideTransformer model, IDataView rows)
        => Assert.All(expected.Zip(Scores(model, rows)), row => Assert.All(row.First.Zip(row.Second), value => Assert.Equal(value.First, value.Second, 1e-5)));

    private static LongTailedTrainer.Options Options() => new()
    {
        Epochs = 10,
        BatchSize = 32,
        Head = HeadKind.Linear,
        Loss = { Classification = Losses.CrossEntropy, DeferredReweighting = false },
    };

    private RideTransformer Trained() => _ml.MulticlassClassification.Trainers.LongTailed(Options()).Fit(Keys(1, 1000, 250, 75));

    private LongTailedMetrics Metrics(RideTransformer model, IDataView? rows = null)
        => _ml.MulticlassClassification.EvaluateLongTailed(model.Transform(rows ?? Keys(2, 300, 300, 300)), model);

    private sealed class PlaneRow
    {
        public string Label { get; set; } = "";

        [VectorType(2)]
        public float[] Features { get; set; } = [];
    }
}
