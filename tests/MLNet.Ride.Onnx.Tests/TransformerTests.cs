using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Ride.Onnx.Tests.Support;
using MLNet.Ride.Tests.Documentation;
using MLNet.Ride.Torch.Tests.Support;

namespace MLNet.Ride.Onnx.Tests;

/// <summary>A model that ML.NET trained scores the same in ONNX Runtime, calibration and routing included.</summary>
public sealed class TransformerTests : IDisposable
{
    private readonly MLContext ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_document_has_the_code_of_this_test() => Snippets.Check("onnx.md", "TransformerTests.cs");

    [Fact]
    public void A_trained_calibrated_and_routed_model()
    {
        List<Picture> pictures = Picture.Draw(24);
        IDataView images = ml.Data.LoadFromEnumerable(pictures);
        using var pipeline = ml.Transforms.Conversion.MapValueToKey("Label").Append(ml.MulticlassClassification.Trainers.Ride(Options())).Fit(images);
        using var model = (IDisposable)ml.MulticlassClassification.CalibrateTemperature((ITransformer)pipeline, images, out _);
        string onnxPath = _folder.File("flowers.onnx");

        RideTransformer ride = RideTransformer.FindIn((ITransformer)model);
        ride.SaveOnnx(onnxPath);

        float[] pixels = [.. pictures.SelectMany(picture => picture.Image).Select(value => (float)value)];
        IReadOnlyDictionary<string, OnnxOutput> outputs = OnnxRuntimeProcess.Score(onnxPath, pixels, pictures.Count, 3, Picture.Size, Picture.Size);
        IDataView scored = ((ITransformer)model).Transform(images);
        Assert.NotEqual(1, ride.Temperature);
        Assert.Equal(scored.GetColumn<int>("ExpertsUsed").Select(used => (float)used), outputs["experts_used"].Values);
        float[] scores = [.. scored.GetColumn<float[]>("Score").SelectMany(score => score)];
        Assert.All(scores.Zip(outputs["probabilities"].Values), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
        AssertClassNames(ride, onnxPath);
    }

    private static void AssertClassNames(RideTransformer ride, string onnxPath)
    {
        using var stream = new MemoryStream();
        ride.SaveOnnx(stream);
        Assert.Equal(File.ReadAllBytes(onnxPath), stream.ToArray());
        OnnxContent names = new OnnxContent(stream.ToArray()).Messages(14).Single(text => text.Text(1) == "class_names");
        Assert.Equal("""["red","green","blue"]""", names.Text(2));
    }

    private static RideTrainer.Options Options() => new()
    {
        Backbone = "resnet20",
        ExpertCount = 3,
        ImageSize = Picture.Size,
        Epochs = 2,
        BatchSize = 8,
        Augmentation = { CropPadding = 1 },
        Routing = { Enabled = true, Epochs = 1, BatchSize = 16 },
    };
}
