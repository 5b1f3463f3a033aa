using Microsoft.ML;
using MLNet.Ride.Tests.Support;
using MLNet.Ride.Torch.Losses.Classification;
using MLNet.Ride.Torch.Networks;
using MLNet.Ride.Torch.Networks.Layers;
using static TorchSharp.torch;

namespace MLNet.Ride.Tests.Documentation;

/// <summary>The code of docs/training.md that adds a backbone and a loss, run.</summary>
public sealed class OwnSnippets : IDisposable
{
    private readonly MLContext ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_own_backbone_learns_an_own_loss_and_is_measured()
    {
        DrawnImages.SaveFolder(_folder, "train", 12, 8, 6);
        RideTrainer.Options options = TinyRide.Options();

        BackboneRegistry.All.Add("tiny", new(network => new TinyBackbone(network), TinyBackbone.Measure));
        LossRegistry.All.Add("smoothed", new((options, classCounts) => new SmoothedLoss(0.1)));
        options.Backbone = "tiny";
        options.Loss.Classification = "smoothed";

        ITransformer model = ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(ml.Transforms.LoadRawImageBytes("Image", null, "ImagePath"))
            .Append(ml.MulticlassClassification.Trainers.Ride(options))
            .Fit(ml.Data.LoadImageFolder(_folder.File("train")));

        using RideTransformer trained = RideTransformer.FindIn(model);
        const long sharedParameters = (16 * 3 * 9) + (2 * 16), expertParameters = (32 * 16 * 9) + (2 * 32) + (32 * 3);
        Assert.Equal(sharedParameters + (2 * expertParameters), trained.Cost.Parameters);
        var error = Assert.Throws<NotSupportedException>(() => trained.SaveOnnx(_folder.File("tiny.onnx")));
        Assert.Contains("TinyBackbone", error.Message, StringComparison.Ordinal);
    }
}

internal sealed class TinyBackbone : ExpertBackbone
{
    private readonly nn.Module<Tensor, Tensor> stem;
    private readonly nn.Module<Tensor, Tensor>[] stages;

    public TinyBackbone(NetworkDescription network)
        : base(nameof(TinyBackbone), network.ExpertCount)
    {
        stem = nn.Sequential(nn.Conv2d(3, 16, 3, padding: 1, bias: false), nn.BatchNorm2d(16), nn.ReLU());
        register_module("stem", stem);
        stages = AddPerExpert("stage", () => nn.Sequential(nn.Conv2d(16, 32, 3, stride: 2, padding: 1, bias: false), nn.BatchNorm2d(32), nn.ReLU()));
        AddClassifiers(network, featureCount: 32);
    }

    public override Tensor Shared(Tensor images) => stem.forward(images);

    public override Tensor Expert(Tensor shared, int expert) => stages[expert].forward(shared);

    public static BackboneCost Measure(NetworkDescription network)
    {
        var shared = new LayerMeter(3, network.ImageSize);
        shared.Convolution(16, 3);
        LayerMeter expert = shared.GoOn();
        expert.Convolution(32, 3, stride: 2);
        return new(shared, expert);
    }
}

internal sealed class SmoothedLoss(double smoothing) : ClassificationLoss
{
    public override Tensor Compute(Tensor logits, Tensor labels, Tensor? classWeights)
        => nn.functional.cross_entropy(logits, labels, classWeights, label_smoothing: smoothing);
}
