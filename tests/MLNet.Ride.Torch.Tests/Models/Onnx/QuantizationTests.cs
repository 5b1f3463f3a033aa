using System.Text;
using Microsoft.ML.OnnxRuntime;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Models.Onnx;
using MLNet.Ride.Torch.Networks;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Tests.Reference;
using MLNet.Ride.Torch.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Tests.Models.Onnx;

/// <summary>Graphs that compute with 8-bit integers.</summary>
public sealed class QuantizationTests : IDisposable
{
    private const int Classes = 7;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> EveryBackbone => [.. BackboneRegistry.All.Names];

    [Theory]
    [MemberData(nameof(EveryBackbone))]
    public void Scores_of_every_backbone_stay_close(string backbone)
    {
        using RideModel model = Model(backbone, 1);
        byte[][] images = Images(24);

        float[] rounded = Logits(Export(model, new() { CalibrationImages = images }), images);

        float[] exact = Logits(Export(model, new()), images);
        double error = Math.Sqrt(rounded.Zip(exact, (a, b) => (double)(a - b) * (a - b)).Average());
        double spread = Math.Sqrt(exact.Chunk(Classes).SelectMany(image => image.Select(logit => (double)(logit - image.Average()) * (logit - image.Average()))).Average());
        Assert.InRange(error / spread, 1e-5, 0.15);
    }

    [Theory]
    [InlineData("resnet20")]
    [InlineData("resnet18")]
    [InlineData("resnet50")]
    public void Runtimes_compute_every_convolution_with_integers(string backbone)
    {
        using RideModel model = Model(backbone, 1);

        string operations = Optimized(Export(model, new() { CalibrationImages = Images(4) }));

        int convolutions = model.State().Keys.Count(name => name.EndsWith(".weight", StringComparison.Ordinal) && model.State()[name].dim() == 4);
        Assert.Equal(convolutions, Count(operations, "QLinearConv"));
    }

    [Fact]
    public void The_file_is_about_a_quarter_as_large()
    {
        using RideModel model = Model("resnet20", 3);

        Assert.InRange(Export(model, new() { CalibrationImages = Images(2) }).Length / (double)Export(model, new()).Length, 0.2, 0.4);
    }

    [Fact]
    public void Routing_uses_the_experts_of_the_rounded_scores()
    {
        using RideModel model = Model("resnet20", 3, topLogits: 3);
        byte[][] images = Images(16);
        OnnxExportOptions options = new() { CalibrationImages = images, Form = OnnxForm.Routed };

        (float[] logits, long[] used) = Routed(Export(model, options), images);

        options.Form = OnnxForm.ExpertScores;
        float[][][] experts = [.. Values(Export(model, options), images, "expert_logits").Chunk(3 * Classes).Select(image => image.Chunk(Classes).ToArray())];
        for (int i = 0; i < images.Length; i++)
        {
            float[] mean = [.. Enumerable.Range(0, Classes).Select(c => experts[i].Take((int)used[i]).Average(expert => expert[c]))];
            Close.Values(mean, logits[(i * Classes)..((i + 1) * Classes)], 0.05f * experts[i].SelectMany(e => e).Max(Math.Abs), $"image {i}");
        }

        Assert.True(used.Distinct().Count() > 1, string.Join(", ", used));
    }

    [Fact]
    public void The_model_itself_stays_as_it_is()
    {
        using RideModel model = Model("resnet20", 1);
        byte[] before = Export(model, new());

        Export(model, new() { CalibrationImages = Images(2) });

        Assert.Equal(before, Export(model, new()));
    }

    [Fact]
    public void What_cannot_be_calibrated_on_is_refused()
    {
        using RideModel model = Model("resnet20", 1);

        Assert.Contains("CalibrationImages is empty", Refused(model, []));
        Assert.Contains("An image of 32×32 pixels has 3072 bytes (height × width × red, green, blue), but this one has 5.", Refused(model, [new byte[5]]));
        using RideModel ofVectors = RideModel.Create(model.Description with { Backbone = Backbones.ResNet20, Vectors = new() { Length = 4 } });
        Assert.Contains("has no convolutions to quantize", Refused(ofVectors, Images(1)));
    }

    private static string Refused(RideModel model, byte[][] images)
        => Assert.Throws<ArgumentException>(() => Export(model, new() { CalibrationImages = images })).Message;

    private static RideModel Model(string backbone, int experts, int topLogits = 0)
    {
        RideModel model = RideModel.Create(
            ReferenceModel.Description(experts, HeadKind.Linear, Classes) with { Backbone = backbone, ReducedWidth = experts > 1, RouterTopLogits = topLogits }, 1);
        ReferenceModel.Fill(model);
        model.Evaluate();
        if (model.Router is not null)
        {
            using DisposeScope scope = NewDisposeScope();
            using IDisposable noGradient = no_grad();
            float[] scores = [.. model.Router.Scores(RoutingInputs.From(model.Network, ReferenceModel.Images(16)))[0].Floats().Order()];
            model.State()["backbone.expert_help_pred_fc.bias"].sub_(scores[8]);
        }

        return model;
    }

    private static byte[][] Images(int count) => [.. DrawnImages.Test(count, 1, 32)];

    private static byte[] Export(RideModel model, OnnxExportOptions options)
    {
        using var onnx = new MemoryStream();
        model.SaveOnnx(onnx, options);
        return onnx.ToArray();
    }

    private static float[] Logits(byte[] onnx, byte[][] images) => Values(onnx, images, "logits");

    private static float[] Values(byte[] onnx, byte[][] images, string output)
    {
        using var session = new InferenceSession(onnx);
        using OrtValue pixels = Pixels(images);
        using var run = new RunOptions();
        using var outputs = session.Run(run, ["image"], [pixels], [output]);
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }

    private static (float[] Logits, long[] Used) Routed(byte[] onnx, byte[][] images)
    {
        using var session = new InferenceSession(onnx);
        using OrtValue pixels = Pixels(images);
        using var run = new RunOptions();
        using var outputs = session.Run(run, ["image"], [pixels], ["logits", "experts_used"]);
        return (outputs[0].GetTensorDataAsSpan<float>().ToArray(), outputs[1].GetTensorDataAsSpan<long>().ToArray());
    }

    // Planes of each image.
    private static OrtValue Pixels(byte[][] images)
        => OrtValue.CreateTensorValueFromMemory(
            [.. images.SelectMany(image => Enumerable.Range(0, 3).SelectMany(c => image.Where((_, i) => i % 3 == c).Select(v => (float)v)))],
            [images.Length, 3, 32, 32]);

    private string Optimized(byte[] onnx)
    {
        string file = _folder.File("optimized.onnx");
        using var options = new SessionOptions { OptimizedModelFilePath = file, GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_EXTENDED };
        new InferenceSession(onnx, options).Dispose();
        return Encoding.Latin1.GetString(File.ReadAllBytes(file));
    }

    // A node's type is a text of its own: its length comes before it.
    private static int Count(string operations, string name) => operations.Split($"\"{(char)name.Length}{name}").Length - 1;
}
