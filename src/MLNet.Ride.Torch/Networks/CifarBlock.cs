using MLNet.Ride.Torch.Cost;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Networks;

/// <summary>
/// Residual block of two 3×3 convolutions with the parameter-free shortcut "option A" of CIFAR networks:
/// every second pixel, and zero channels added on both sides.
/// </summary>
internal sealed class CifarBlock : nn.Module<Tensor, Tensor>
{
    // Fields that hold modules bear the names of the state.
    private readonly Conv2d conv1;
    private readonly BatchNorm2d bn1;
    private readonly Conv2d conv2;
    private readonly BatchNorm2d bn2;
    private readonly int _stride;
    private readonly long[]? _padding;

    public CifarBlock(int inputChannels, int channels, int stride)
        : base(nameof(CifarBlock))
    {
        conv1 = nn.Conv2d(inputChannels, channels, 3, stride, 1, bias: false);
        bn1 = nn.BatchNorm2d(channels);
        conv2 = nn.Conv2d(channels, channels, 3, 1, 1, bias: false);
        bn2 = nn.BatchNorm2d(channels);
        _stride = stride;
        int added = (channels - inputChannels) / 2;
        _padding = stride == 1 && added == 0 ? null : [0, 0, 0, 0, added, added];
        RegisterComponents();
    }

    public static void Measure(LayerMeter meter, int channels, int stride)
    {
        meter.Convolution(channels, 3, stride);
        meter.Convolution(channels, 3);
    }

    public override Tensor forward(Tensor input)
    {
        using Tensor first = conv1.forward(input);
        using Tensor hidden = bn1.forward(first);
        hidden.relu_();
        using Tensor second = conv2.forward(hidden);
        Tensor output = bn2.forward(second);
        AddShortcut(output, input);
        return output.relu_();
    }

    // Pooling of single pixels and padding: their gradients are cheaper than those of slices and of sums into a part.
    // (max_pool2d, as TorchSharp changed the parameters of avg_pool2d.)
    private void AddShortcut(Tensor output, Tensor input)
    {
        if (_padding is null)
        {
            output.add_(input);
            return;
        }

        using Tensor pixels = nn.functional.max_pool2d(input, 1, _stride);
        using Tensor padded = nn.functional.pad(pixels, _padding);
        output.add_(padded);
    }
}
