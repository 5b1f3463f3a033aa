using System.IO.Compression;
using System.Text.Json.Nodes;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Ride.Tests.Support;
using MLNet.Ride.Torch.Methods.Decoupling;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Tests.Decoupling;

public sealed class RetrainClassifierTests
{
    private readonly MLContext _ml = new(seed: 1);

    public static TheoryData<string, string> Methods => new()
    {
        { "crt", "Cosine" },
        { "lws", "ScaledCosine" },
        { "los", "Cosine" },
        { "ncm", "CosineNearestMean" },
    };

    [Theory]
    [MemberData(nameof(Methods))]
    public void The_copy_has_new_classifiers_and_is_saved_with_them(string method, string head)
    {
        using RideTransformer model = TinyRide.Transformer(_ml, routerTopLogits: 3);
        IDataView train = TinyRide.Labeled(_ml, 10);
        float[][] before = Scores(model, train);

        RideTransformer retrained = model.RetrainClassifier(train, Options(method));
        float[][] scores = Scores(retrained, train);

        Assert.Equal(before, Scores(model, train));
        Assert.NotEqual(before, scores);
        Assert.Equal((head, 0, 1.0), (retrained.Network.Head.ToString(), retrained.Network.RouterTopLogits, retrained.Temperature));
        Assert.Equal(model.ClassNames, retrained.ClassNames);
        Assert.Equal(model.TrainingCounts, retrained.TrainingCounts);

        var stream = new MemoryStream();
        _ml.Model.Save(retrained, null, stream);
        retrained.Dispose();
        using var zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        using Stream card = ModelZip.Entry(zip, "Ride/network.json").Open();
        JsonNode json = JsonNode.Parse(card)!;
        Assert.Empty(DataSchemas.Errors(DataSchemas.Network, json));
        Assert.Equal(method, (string?)json["trainingOptions"]!["classifier"]!["method"]);
        stream.Position = 0;
        using var loaded = (RideTransformer)new MLContext().Model.Load(stream, out _);
        Assert.Equal(scores, Scores(loaded, train));
        Assert.Equal(loaded.Cost.Parameters, retrained.Cost.Parameters);
    }

    [Fact]
    public void The_same_seed_gives_the_same_classifiers()
    {
        using RideTransformer model = TinyRide.Transformer(_ml);
        IDataView train = TinyRide.Labeled(_ml, 10);
        using RideTransformer first = model.RetrainClassifier(train, Options("crt"), seed: 5);
        using RideTransformer second = model.RetrainClassifier(train, Options("crt"), seed: 5);
        using RideTransformer third = model.RetrainClassifier(train, Options("crt"), seed: 6);

        Assert.Equal(Scores(first, train), Scores(second, train));
        Assert.NotEqual(Scores(first, train), Scores(third, train));
    }

    [Fact]
    public void New_classifiers_begin_without_the_offsets_of_the_old_ones()
    {
        using RideTransformer model = TinyRide.Transformer(_ml);
        using RideTransformer shifted = model.WithClassOffsets([.. model.ClassNames.Select((_, i) => (double)i)]);
        IDataView train = TinyRide.Labeled(_ml, 10);

        using RideTransformer ofModel = model.RetrainClassifier(train, Options("ncm"));
        using RideTransformer ofShifted = shifted.RetrainClassifier(train, Options("ncm"));

        Assert.NotEqual(Scores(model, train), Scores(shifted, train));
        Assert.Null(ofShifted.ClassOffsets);
        Assert.Equal(Scores(ofModel, train), Scores(ofShifted, train));
    }

    [Fact]
    public void A_pipeline_trained_with_a_method_or_given_one_later_scores_alike()
    {
        IDataView train = _ml.Data.LoadFromEnumerable(PixelRow.Draw(6).ToList());
        using Owner joint = new(Fit(train, "joint")), means = new(Fit(train, "ncm"));
        using Owner later = new(_ml.MulticlassClassification.RetrainClassifier(joint.Model, train, Options("ncm")));

        Assert.Equal(HeadKind.CosineNearestMean, RideTransformer.FindIn(later.Model).Network.Head);
        Assert.Equal(HeadKind.Cosine, RideTransformer.FindIn(joint.Model).Network.Head);
        float[] expected = [.. Scores(means.Model, train).SelectMany(s => s)], actual = [.. Scores(later.Model, train).SelectMany(s => s)];
        Assert.Equal(expected, actual, Near);
    }

    [Fact]
    public void Classes_are_found_by_name()
    {
        using RideTransformer model = TinyRide.Transformer(_ml);
        IDataView rows = _ml.Data.LoadFromEnumerable(PixelRow.Draw(4).ToList());
        IDataView reversed = _ml.Data.LoadFromEnumerable(PixelRow.Draw(4).Reverse().ToList());
        using RideTransformer one = model.RetrainClassifier(Keyed(rows), Options("ncm"));
        using RideTransformer other = model.RetrainClassifier(Keyed(reversed), Options("ncm"));
        Assert.Equal(Scores(one, rows).SelectMany(s => s), Scores(other, rows).SelectMany(s => s), Near);
    }

    [Fact]
    public void What_cannot_be_learned_from_is_refused()
    {
        using RideTransformer model = TinyRide.Transformer(_ml);
        IDataView train = TinyRide.Labeled(_ml, 3);

        Assert.Contains("which a cosine head already does", Refused(new() { Method = "tau-norm", Tau = 1 }, train));
        Assert.Contains("Classifier.Method 'svm' is unknown. Available: " + string.Join(", ", ClassifierRegistry.All.Names), Refused(new() { Method = "svm" }, train));
        Assert.Contains("no label column 'Class'", Refused(Options("crt"), train, "Class"));
        Assert.Contains("1 of 3 classes have no images: 'blue'", Refused(Options("crt"), _ml.Data.TakeRows(train, 2)));

        string Refused(ClassifierOptions options, IDataView rows, string? label = null)
            => Assert.Throws<ArgumentException>(() => model.RetrainClassifier(rows, options, labelColumnName: label)).Message;
    }

    private static ClassifierOptions Options(string method)
        => method == "joint" ? new() : new() { Method = method, Epochs = 1, BatchSize = 8 };

    private ITransformer Fit(IDataView train, string method)
    {
        RideTrainer.Options options = TinyRide.Options();
        options.Classifier = Options(method);
        return _ml.Transforms.Conversion.MapValueToKey("Label").Append(_ml.MulticlassClassification.Trainers.Ride(options)).Fit(train);
    }

    private IDataView Keyed(IDataView rows) => _ml.Transforms.Conversion.MapValueToKey("Label").Fit(rows).Transform(rows);

    private static bool Near(float a, float b) => MathF.Abs(a - b) < 1e-5f;

    private static float[][] Scores(ITransformer model, IDataView rows) => [.. model.Transform(rows).GetColumn<float[]>("Score")];

    private sealed class Owner(ITransformer model) : IDisposable
    {
        public ITransformer Model { get; } = model;

        public void Dispose() => RideTransformer.FindIn(Model).Dispose();
    }
}
