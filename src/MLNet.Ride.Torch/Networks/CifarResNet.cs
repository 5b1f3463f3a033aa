using MLNet.Ride.Torch.Formats.Onnx;
using MLNet.Ride.Torch.Networks.Blocks;
using MLNet.Ride.Torch.Networks.Layers;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Networks;

/// <summary>
/// ResNet for small images: the 3×3 stem and stage 1 (16 channels) are shared; stage 2 (32, reduced 24) and stage 3 (64, reduced 48), each
/// with stride 2, and the classifier are per expert.
/// </summary>
/// <remarks>He et al., "Deep residual learning for image recognition", CVPR 2016, section 4.2; experts as in RIDE.</remarks>
internal sealed class CifarResNet : ResidualBackbone
{
    internal const int StemChannels = 16;

    // Field names of modules are the names in the state dictionary, under which TorchSharp registers them.
    private readonly Chain layer1;

    public CifarResNet(NetworkDescription description, int blocks)
        : base(nameof(CifarResNet), description.ExpertCount, StemChannels, 3, 1)
    {
        layer1 = Add("layer1", Blocks(blocks, StemChannels, StemChannels, 1));
        (int second, int third) = Widths(description);
        AddExperts(
            description,
            ("layer2", () => Blocks(blocks, StemChannels, second, 2)),
            ("layer3", () => Blocks(blocks, second, third, 2)),
            third);
    }

    public static BackboneCost Measure(NetworkDescription description, int blocks)
    {
        var shared = new LayerMeter(3, description.ImageSize);
        shared.Convolution(StemChannels, 3);
        Measure(shared, blocks, StemChannels, 1);
        LayerMeter expert = shared.GoOn();
        (int second, int third) = Widths(description);
        Measure(expert, blocks, second, 2);
        Measure(expert, blocks, third, 2);
        return new(shared, expert);
    }

    protected internal override void DrawInitialWeights(nn.Module root, Generator generator) => InitialWeights.KaimingFanIn(root, generator);

    private protected override Tensor EarlyStages(Tensor stem) => layer1.forward(stem);

    private protected override string ExportEarlyStages(OnnxGraph graph, string stem) => graph.Add(layer1, stem);

    private static (int Second, int Third) Widths(NetworkDescription description) => description.ReducedWidth ? (24, 48) : (32, 64);

    internal static void Measure(LayerMeter meter, int blocks, int channels, int stride)
    {
        for (int block = 0; block < blocks; block++)
        {
            CifarBlock.Measure(meter, channels, block == 0 ? stride : 1);
        }
    }

    internal static Chain Blocks(int count, int inputChannels, int channels, int stride)
        => new([.. Enumerable.Range(0, count).Select(i => new CifarBlock(i == 0 ? inputChannels : channels, channels, i == 0 ? stride : 1))]);
}
