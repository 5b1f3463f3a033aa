using MLNet.Ride.Torch.Formats.Onnx;
using MLNet.Ride.Torch.Networks.Layers;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Networks;

/// <summary>ResNet for small images at full width, of which experts have only the last residual block and the classifier.</summary>
/// <remarks>Zhou et al., "BBN: Bilateral-branch network with cumulative learning for long-tailed visual recognition", CVPR 2020, section 4.1.</remarks>
internal sealed class BranchedCifarResNet : ResidualBackbone
{
    private const int Second = 32;
    private const int Third = 64;

    private readonly Chain layer1;
    private readonly Chain layer2;

    public BranchedCifarResNet(NetworkDescription description, int blocks)
        : base(nameof(BranchedCifarResNet), description.ExpertCount, CifarResNet.StemChannels, 3, 1)
    {
        layer1 = Add("layer1", CifarResNet.Blocks(blocks, CifarResNet.StemChannels, CifarResNet.StemChannels, 1));
        layer2 = Add("layer2", CifarResNet.Blocks(blocks, CifarResNet.StemChannels, Second, 2));
        AddExperts(
            description,
            ("layer3", () => CifarResNet.Blocks(blocks - 1, Second, Third, 2)),
            ("layer3_branch", () => CifarResNet.Blocks(1, Third, Third, 1)),
            Third,
            sharesThird: true);
    }

    public static BackboneCost Measure(NetworkDescription description, int blocks)
    {
        var shared = new LayerMeter(3, description.ImageSize);
        shared.Convolution(CifarResNet.StemChannels, 3);
        CifarResNet.Measure(shared, blocks, CifarResNet.StemChannels, 1);
        CifarResNet.Measure(shared, blocks, Second, 2);
        CifarResNet.Measure(shared, blocks - 1, Third, 2);
        LayerMeter expert = shared.GoOn();
        CifarResNet.Measure(expert, 1, Third, 1);
        return new(shared, expert);
    }

    protected internal override void DrawInitialWeights(nn.Module root, Generator generator) => InitialWeights.KaimingFanIn(root, generator);

    private protected override Tensor EarlyStages(Tensor stem)
    {
        using Tensor first = layer1.forward(stem);
        return layer2.forward(first);
    }

    private protected override string ExportEarlyStages(OnnxGraph graph, string stem) => graph.Add(layer2, graph.Add(layer1, stem));
}
