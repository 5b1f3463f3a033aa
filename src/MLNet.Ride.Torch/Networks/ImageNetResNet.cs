using MLNet.Ride.Torch.Formats.Onnx;
using MLNet.Ride.Torch.Networks.Blocks;
using MLNet.Ride.Torch.Networks.Cpu;
using MLNet.Ride.Torch.Networks.Layers;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Networks;

/// <summary>
/// ResNet or ResNeXt for large images: 7×7 stem with stride 2, max pooling, and stages 1 and 2 (64 and 128 planes) are shared; stage 3
/// (256, reduced 192; optionally shared), stage 4 (512, reduced 384), and the classifier are per expert. Supports any image size.
/// </summary>
/// <remarks>
/// He et al., "Deep residual learning for image recognition", CVPR 2016, table 1; Xie et al., "Aggregated residual transformations
/// for deep neural networks", CVPR 2017; experts as in RIDE.
/// </remarks>
internal sealed class ImageNetResNet : ResidualBackbone
{
    private const int StemChannels = 64;

    // Field names of modules are the names in the state dictionary, under which TorchSharp registers them.
    private readonly Chain layer1;
    private readonly Chain layer2;

    public ImageNetResNet(NetworkDescription description, ResidualStages stages)
        : base(nameof(ImageNetResNet), description.ExpertCount, StemChannels, 7, 2)
    {
        int expansion = stages.Expansion;
        layer1 = Add("layer1", stages.Create(0, StemChannels, 64, 1));
        layer2 = Add("layer2", stages.Create(1, 64 * expansion, 128, 2));
        (int third, int last) = Widths(description);
        AddExperts(
            description,
            ("layer3", () => stages.Create(2, 128 * expansion, third, 2)),
            ("layer4", () => stages.Create(3, third * expansion, last, 2)),
            last * expansion);
    }

    public static BackboneCost Measure(NetworkDescription description, ResidualStages stages)
    {
        var shared = new LayerMeter(3, description.ImageSize);
        shared.Convolution(StemChannels, 7, 2);
        shared.Pool(3, 2);
        stages.Measure(shared, 0, 64, 1);
        stages.Measure(shared, 1, 128, 2);
        (int third, int last) = Widths(description);
        LayerMeter expert;
        if (description.SharedThirdStage)
        {
            stages.Measure(shared, 2, third, 2);
            expert = shared.GoOn();
        }
        else
        {
            expert = shared.GoOn();
            stages.Measure(expert, 2, third, 2);
        }

        stages.Measure(expert, 3, last, 2);
        return new(shared, expert);
    }

    protected internal override void DrawInitialWeights(nn.Module root, Generator generator) => InitialWeights.NormalFanOut(root, generator);

    private protected override Tensor EarlyStages(Tensor stem)
    {
        using Tensor pooled = OwnKernels is { } kernels ? CpuLayers.MaxPool(kernels, stem) : nn.functional.max_pool2d(stem, 3, 2, 1);
        using Tensor first = layer1.forward(pooled);
        return layer2.forward(first);
    }

    private protected override string ExportEarlyStages(OnnxGraph graph, string stem)
    {
        string pooled = graph.Node(
            "MaxPool",
            [stem],
            OnnxAttribute.Integers("kernel_shape", 3, 3),
            OnnxAttribute.Integers("strides", 2, 2),
            OnnxAttribute.Integers("pads", 1, 1, 1, 1));
        return graph.Add(layer2, graph.Add(layer1, pooled));
    }

    private static (int Third, int Last) Widths(NetworkDescription description) => description.ReducedWidth ? (192, 384) : (256, 512);
}
