using Microsoft.ML.OnnxRuntime;
using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Models.Weights;
using MLNet.Ride.Torch.Networks;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Tests.Reference;
using TorchSharp;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MLNet.Ride.Torch.Tests.Training;

/// <summary>The backbone whose weights a NuGet package lays beside this project's output.</summary>
public class PretrainedBackboneTests
{
    private const int Size = 224;

    private static readonly string File = PretrainedFile.ResNet18.Find(Backbones.ResNet18ImageNet, AppContext.BaseDirectory);

    [Theory]
    [InlineData("random")]
    [InlineData("smooth")]
    public void Every_expert_has_the_features_that_ONNX_Runtime_computes(string kind)
    {
        byte[] pixels = kind == "random" ? Random() : Smooth();
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        using RideModel model = RideModel.Create(RideTraining.Describe(Options(Size), [3, 2, 1]), 1);

        model.LoadWeights(File);

        model.Evaluate();
        Tensor scaled = tensor([.. pixels.Select(value => value / 255f)]).view(1, Size, Size, 3).permute(0, 3, 1, 2);
        Tensor images = scaled.sub(PerChannel(model.Description.Mean)).div(PerChannel(model.Description.StandardDeviation)).contiguous();
        float[] expected = FeaturesOfOnnxRuntime(pixels);
        Tensor shared = model.Network.Backbone.Shared(images);
        for (int expert = 0; expert < 2; expert++)
        {
            Close.Values(expected, model.Network.Backbone.Expert(shared, expert).mean([2, 3]).contiguous().Floats(), 1e-4, $"features of expert {expert}");
        }
    }

    [Fact]
    public void Training_starts_from_the_weights_of_the_package_with_their_normalization()
    {
        LabeledImages images = DrawnImages.Create([12, 8, 6], 32);
        RideOptions options = Options(32);
        options.Optimizer.LearningRate = 1e-30; // steps too small to be seen
        var log = new List<string>();

        TrainedModel run = RideTraining.Run(images, options, CPU, inputs: new TrainingInputs { Log = log.Add });

        using RideModel model = run.Model;
        using RideModel expected = RideModel.Create(model.Description, 5);
        expected.LoadWeights(File);
        Dictionary<string, byte[]> wanted = ResumeTests.Values(expected), values = ResumeTests.Values(model);
        Assert.Equal(wanted["backbone.conv1.weight"], values["backbone.conv1.weight"]);
        Assert.Equal(wanted["backbone.layer4s.0.2.conv2.weight"], values["backbone.layer4s.1.2.conv2.weight"]);
        Assert.NotEqual(values["backbone.linears.0.weight"], values["backbone.linears.1.weight"]);
        Assert.Equal([123.15f / 255, 115.90f / 255, 103.06f / 255], model.Description.Mean);
        Assert.Equal([1 / 255f, 1 / 255f, 1 / 255f], model.Description.StandardDeviation);
        Assert.False(model.Description.ReducedWidth);
        Assert.Empty(run.InitialWeights!.Missing.Concat(run.InitialWeights.Unexpected).Concat(run.InitialWeights.OtherShape));
        Assert.Contains(log, line => line.StartsWith($"Weights of '{File}': ", StringComparison.Ordinal) && line.Contains("each of 2 experts", StringComparison.Ordinal));
        Assert.Equal(0.4914f, options.Augmentation.Mean[0]);
    }

    [Fact]
    public void Without_the_package_the_error_says_how_to_add_it()
    {
        var error = Assert.Throws<FileNotFoundException>(() => PretrainedFile.ResNet18.Find(Backbones.ResNet18ImageNet, "elsewhere"));

        Assert.Contains("dotnet add package Microsoft.ML.DnnImageFeaturizer.ResNet18", error.Message);
        Assert.Contains("'resnet18-imagenet'", error.Message);
        Assert.Contains("InitialWeights.Path", error.Message);
    }

    [Fact]
    public void Other_backbones_refuse_its_weights()
    {
        using RideModel model = RideModel.Create(RideTraining.Describe(Options(32, Backbones.ResNet18), [3, 2, 1]), 1);

        string message = Assert.Throws<InvalidDataException>(() => model.LoadWeights(File)).Message;

        Assert.Contains("Tensors unexpected: layer4.2.conv1.weight", message);
        Assert.Contains("set ReducedWidth = false", message);
    }

    private static RideOptions Options(int imageSize, string backbone = Backbones.ResNet18ImageNet) => new()
    {
        Backbone = backbone,
        ExpertCount = 2,
        ImageSize = imageSize,
        Epochs = 1,
        BatchSize = 16,
        Seed = 1,
    };

    // Red, green, blue by rows, as an image decoder gives them.
    private static byte[] Random() => [.. Draws.Of("pixels", Size * Size * 3).Select(value => (byte)((value + 1) * 127.5))];

    private static byte[] Smooth()
        => [.. Enumerable.Range(0, Size * Size * 3).Select(i => (byte)(127.5 + (120 * Math.Sin((i / 3 % Size / 17.0) + (i / 3 / Size / (9.0 + (i % 3)))))))];

    private static Tensor PerChannel(IReadOnlyList<float> values) => tensor([.. values], 1, 3, 1, 1);

    private static float[] FeaturesOfOnnxRuntime(byte[] pixels)
    {
        float[] mean = [103.06f, 115.90f, 123.15f];
        var input = new float[3 * Size * Size];
        for (int i = 0; i < input.Length; i++)
        {
            (int channel, int pixel) = (i / (Size * Size), i % (Size * Size));
            input[i] = pixels[(3 * pixel) + 2 - channel] - mean[channel];
        }

        using var session = new InferenceSession(File);
        using OrtValue value = OrtValue.CreateTensorValueFromMemory(input, [1, 3, Size, Size]);
        using var run = new RunOptions();
        using var outputs = session.Run(run, ["Input247"], [value], session.OutputNames);
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }
}
