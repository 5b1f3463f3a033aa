using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Speed.PlainTorchSharp;

/// <summary>ResNet-32 with experts of reduced width, which give their logits. The parts have the names of the published code.</summary>
internal sealed class RideResNet32 : Module<Tensor, Tensor[]>
{
    private readonly Conv2d conv1 = Conv2d(3, 16, 3, 1, 1, bias: false);
    private readonly BatchNorm2d bn1 = BatchNorm2d(16);
    private readonly Sequential layer1 = CifarBlock.Stage(16, 16, 1);
    private readonly ModuleList<Sequential> layer2s;
    private readonly ModuleList<Sequential> layer3s;
    private readonly ModuleList<CosineLinear> linears;

    public RideResNet32(int experts, int classes)
        : base(nameof(RideResNet32))
    {
        layer2s = [.. Enumerable.Range(0, experts).Select(_ => CifarBlock.Stage(16, 24, 2))];
        layer3s = [.. Enumerable.Range(0, experts).Select(_ => CifarBlock.Stage(24, 48, 2))];
        linears = [.. Enumerable.Range(0, experts).Select(_ => new CosineLinear(48, classes))];
        RegisterComponents();
    }

    public override Tensor[] forward(Tensor images)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor shared = layer1.call(functional.relu(bn1.call(conv1.call(images))));
        return [.. linears.Select((linear, expert) => linear.call(layer3s[expert].call(layer2s[expert].call(shared)).mean([2, 3])).MoveToOuterDisposeScope())];
    }
}
