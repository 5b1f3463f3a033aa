using MLNet.Ride.Torch.Cost;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Networks;

/// <summary>Residual block of two 3×3 convolutions, with a projection on the shortcut where the shape changes.</summary>
internal sealed class BasicBlock : nn.Module<Tensor, Tensor>
{
    public const int Expansion = 1;

    // Fields that hold modules bear the names of the state.
    private readonly Conv2d conv1;
    private readonly BatchNorm2d bn1;
    private readonly Conv2d conv2;
    private readonly BatchNorm2d bn2;
    private readonly Chain? downsample;

    public BasicBlock(int inputChannels, int planes, int stride)
        : base(nameof(BasicBlock))
    {
        conv1 = nn.Conv2d(inputChannels, planes, 3, stride, 1, bias: false);
        bn1 = nn.BatchNorm2d(planes);
        conv2 = nn.Conv2d(planes, planes, 3, 1, 1, bias: false);
        bn2 = nn.BatchNorm2d(planes);
        downsample = Shortcut.Projection(inputChannels, planes, stride);
        RegisterComponents();
    }

    public static void Measure(LayerMeter meter, int planes, int stride)
    {
        Shortcut.Measure(meter, planes, stride);
        meter.Convolution(planes, 3, stride);
        meter.Convolution(planes, 3);
    }

    public override Tensor forward(Tensor input)
    {
        using Tensor first = conv1.forward(input);
        using Tensor hidden = bn1.forward(first);
        hidden.relu_();
        using Tensor second = conv2.forward(hidden);
        return Shortcut.Add(bn2.forward(second), input, downsample).relu_();
    }
}
