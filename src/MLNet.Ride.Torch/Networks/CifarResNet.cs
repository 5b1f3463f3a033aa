using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Networks;

/// <summary>
/// ResNet for small images: 3×3 stem and stage 1 (16 channels) shared; stage 2 (32, reduced 24) and stage 3 (64, reduced 48),
/// each with stride 2, and the classifier per expert.
/// </summary>
/// <remarks>He et al., "Deep residual learning for image recognition", CVPR 2016, section 4.2; experts as in RIDE.</remarks>
internal sealed class CifarResNet : ExpertBackbone
{
    private const int StemChannels = 16;

    // Fields that hold modules bear the names of the state.
    private readonly Conv2d conv1;
    private readonly BatchNorm2d bn1;
    private readonly Stage layer1;
    private readonly Stage[] _second;
    private readonly Stage[] _third;
    private readonly nn.Module<Tensor, Tensor>[] _heads;

    public CifarResNet(ModelDescription description, int blocks)
        : base(nameof(CifarResNet), description.ExpertCount)
    {
        (int second, int third) = description.ReducedWidth ? (24, 48) : (32, 64);
        FeatureCount = third;
        conv1 = nn.Conv2d(3, StemChannels, 3, 1, 1, bias: false);
        bn1 = nn.BatchNorm2d(StemChannels);
        layer1 = Blocks(blocks, StemChannels, StemChannels, 1);
        RegisterComponents();

        _second = PerExpert("layer2", () => Blocks(blocks, StemChannels, second, 2));
        _third = PerExpert("layer3", () => Blocks(blocks, second, third, 2));
        _heads = PerExpert("linear", () => Head(description.Head, third, description.ClassCount));
    }

    public override int FeatureCount { get; }

    public override Tensor Shared(Tensor images)
    {
        using Tensor stem = conv1.forward(images);
        using Tensor hidden = bn1.forward(stem);
        return layer1.forward(hidden.relu_());
    }

    public override Tensor Expert(Tensor shared, int expert)
    {
        using Tensor hidden = _second[expert].forward(shared);
        return _third[expert].forward(hidden);
    }

    public override Tensor Classify(Tensor featureMap, int expert)
    {
        using Tensor features = featureMap.mean([2, 3]);
        return _heads[expert].forward(features);
    }

    internal override void DrawInitialWeights(Generator generator) => InitialWeights.Kaiming(this, generator);

    private static Stage Blocks(int count, int inputChannels, int channels, int stride)
        => new([.. Enumerable.Range(0, count).Select(i => new BasicBlock(i == 0 ? inputChannels : channels, channels, i == 0 ? stride : 1))]);

    private static nn.Module<Tensor, Tensor> Head(HeadKind kind, int features, int classes)
        => kind == HeadKind.Cosine ? new CosineLinear(features, classes) : nn.Linear(features, classes);

    // The published names: "layer2" in a plain network, "layer2s.0", "layer2s.1"… with experts.
    private T[] PerExpert<T>(string name, Func<T> create)
        where T : nn.Module
    {
        T[] modules = [.. Enumerable.Range(0, ExpertCount).Select(_ => create())];
        if (modules.Length == 1)
        {
            register_module(name, modules[0]);
        }
        else
        {
            register_module(name + "s", new ModuleList<T>(modules));
        }

        return modules;
    }
}
