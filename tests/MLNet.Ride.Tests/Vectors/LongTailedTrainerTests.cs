using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using MLNet.Ride.Evaluation;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Tests.Vectors;

public sealed class LongTailedTrainerTests
{
    private readonly MLContext _ml = new(seed: 1);

    public static TheoryData<string> Methods => [Classifiers.Crt, Classifiers.Lws, Classifiers.Los, Classifiers.TauNorm, Classifiers.Ncm];

    public static TheoryData<string> NamesOfLosses => [Losses.CrossEntropy, Losses.BalancedSoftmax, Losses.LogitAdjustment, Losses.Ldam, Losses.Focal];

    [Fact]
    public void It_drops_into_a_pipeline_and_learns_the_rare_class()
    {
        EstimatorChain<RideTransformer> pipeline = _ml.Transforms.Conversion.MapValueToKey("Label").Append(_ml.MulticlassClassification.Trainers.LongTailed());

        using TransformerChain<RideTransformer> model = pipeline.Fit(ClusterRow.Draw(_ml, 1));

        LongTailedMetrics metrics = _ml.MulticlassClassification.EvaluateLongTailed(model.Transform(ClusterRow.Draw(_ml, 2, perClass: 100)), model);
        Assert.True(metrics.Few!.Accuracy > 0.9, metrics.ToString());
        Assert.True(metrics.MacroAccuracy > 0.9, metrics.ToString());
        Assert.Equal(ClusterRow.Classes, model.LastTransformer.ClassNames);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Every_method_for_classifiers_works_on_vectors(string method)
    {
        LongTailedTrainer.Options options = Options();
        (options.Classifier.Method, options.Classifier.Epochs, options.Classifier.BatchSize) = (method, 5, 16);
        options.Classifier.Tau = method == Classifiers.TauNorm ? 0.7 : null;
        options.Head = HeadKind.Linear;

        Assert.True(Accuracy(options) > 0.85);
    }

    [Theory]
    [MemberData(nameof(NamesOfLosses))]
    public void Every_loss_works_on_vectors(string loss)
    {
        LongTailedTrainer.Options options = Options();
        options.Loss.Classification = loss;

        Assert.True(Accuracy(options) > 0.85);
    }

    [Fact]
    public void Experts_with_a_hidden_layer_route_hard_rows_on()
    {
        using RideTransformer model = Fit(Experts());

        IDataView scored = model.Transform(ClusterRow.DrawKeys(_ml, 2, perClass: 50));
        int[] used = [.. scored.GetColumn<int>("ExpertsUsed")];
        Assert.Contains(1, used);
        Assert.All(used, number => Assert.InRange(number, 1, 3));
        Assert.Equal((3, 16), (model.Network.ExpertCount, model.Network.Vectors!.HiddenUnits));
    }

    [Fact]
    public void A_loaded_model_gives_the_same_scores()
    {
        using RideTransformer model = Fit(Experts());
        IDataView test = ClusterRow.DrawKeys(_ml, 2, perClass: 5);
        using var stream = new MemoryStream();
        _ml.Model.Save(model, null, stream);
        stream.Position = 0;

        using var loaded = (RideTransformer)new MLContext().Model.Load(stream, out _);

        Assert.Equal(Scores(model, test), Scores(loaded, test));
        float[] vector = test.GetColumn<float[]>("Features").First();
        Assert.Equal(model.Predict(vector), loaded.Predict(vector));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ONNX_Runtime_gives_the_same_probabilities(bool experts)
    {
        LongTailedTrainer.Options options = experts ? Experts() : Options();
        options.Standardize = true;
        using RideTransformer model = Fit(options);
        IDataView test = ClusterRow.DrawKeys(_ml, 2, perClass: 5);
        using var onnx = new MemoryStream();
        model.SaveOnnx(onnx);
        Assert.Contains("no convolutions to quantize", Assert.Throws<ArgumentException>(() => model.SaveOnnx(Stream.Null, calibration: test)).Message);
        using var session = new InferenceSession(onnx.ToArray());
        float[] rows = [.. test.GetColumn<float[]>("Features").SelectMany(row => row)];
        var input = new DenseTensor<float>(rows, [rows.Length / ClusterRow.Length, ClusterRow.Length]);

        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> outputs = session.Run([NamedOnnxValue.CreateFromTensor("features", input)], ["probabilities"]);

        float[] expected = [.. Scores(model, test).SelectMany(row => row)];
        Assert.All(outputs[0].AsEnumerable<float>().Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-5f));
    }

    [Fact]
    public void Standardized_components_may_have_any_scale()
    {
        LongTailedTrainer.Options options = Options();
        options.Standardize = true;
        using RideTransformer small = Fit(options);
        using RideTransformer large = Fit(options, scale: 1000);

        float[][] scores = Scores(small, ClusterRow.DrawKeys(_ml, 2, perClass: 5));
        float[][] ofLarge = Scores(large, ClusterRow.DrawKeys(_ml, 2, perClass: 5, scale: 1000));

        Assert.All(scores.Zip(ofLarge), row => Assert.All(row.First.Zip(row.Second), value => Assert.Equal(value.First, value.Second, 1e-3f)));
    }

    [Fact]
    public void New_classifiers_are_trained_on_the_vectors_of_a_model()
    {
        using RideTransformer model = Fit(Options());

        using RideTransformer retrained = model.RetrainClassifier(ClusterRow.DrawKeys(_ml, 1), new() { Method = Classifiers.Ncm });

        Assert.Equal(HeadKind.CosineNearestMean, retrained.Network.Head);
        Assert.NotEqual(Scores(model, ClusterRow.DrawKeys(_ml, 2)), Scores(retrained, ClusterRow.DrawKeys(_ml, 2)));
    }

    [Fact]
    public void The_same_seed_gives_the_same_model()
    {
        IDataView test = ClusterRow.DrawKeys(_ml, 2);
        using RideTransformer first = Fit(Experts());
        using RideTransformer second = Fit(Experts());

        Assert.Equal(Scores(first, test), Scores(second, test));
    }

    [Fact]
    public void The_report_is_made_of_a_model_on_vectors()
    {
        using RideTransformer model = Fit(Options());
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.html");
        try
        {
            IDataView scored = model.Transform(ClusterRow.DrawKeys(_ml, 2, perClass: 5));
            _ml.MulticlassClassification.EvaluateLongTailed(scored, model).SaveReport(path);
            Assert.Contains("rare", File.ReadAllText(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private LongTailedTrainer.Options Options() => new() { Epochs = 20, BatchSize = 16 };

    private LongTailedTrainer.Options Experts()
    {
        LongTailedTrainer.Options options = Options();
        (options.ExpertCount, options.HiddenUnits, options.Routing.Enabled) = (3, 16, true);
        options.Loss.DiversityFactor = -0.2;
        options.Routing.BatchSize = 16;
        options.Routing.PositiveWeight = 1;
        return options;
    }

    private RideTransformer Fit(LongTailedTrainer.Options options, float scale = 1)
        => _ml.MulticlassClassification.Trainers.LongTailed(options).Fit(ClusterRow.DrawKeys(_ml, 1, scale: scale));

    private double Accuracy(LongTailedTrainer.Options options)
    {
        using RideTransformer model = Fit(options);
        return _ml.MulticlassClassification.EvaluateLongTailed(model.Transform(ClusterRow.DrawKeys(_ml, 2, perClass: 50)), model).MacroAccuracy;
    }

    private static float[][] Scores(RideTransformer model, IDataView rows) => [.. model.Transform(rows).GetColumn<float[]>("Score")];
}
