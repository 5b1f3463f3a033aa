using MLNet.Ride.Torch.Cost;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Networks;

/// <summary>
/// Residual block of a 1×1, a 3×3 (in groups for ResNeXt) and a 1×1 convolution that has four times the planes,
/// with a projection on the shortcut where the shape changes.
/// </summary>
internal sealed class Bottleneck : nn.Module<Tensor, Tensor>
{
    public const int Expansion = 4;

    // Fields that hold modules bear the names of the state.
    private readonly Conv2d conv1;
    private readonly BatchNorm2d bn1;
    private readonly Conv2d conv2;
    private readonly BatchNorm2d bn2;
    private readonly Conv2d conv3;
    private readonly BatchNorm2d bn3;
    private readonly Chain? downsample;

    public Bottleneck(int inputChannels, int planes, int stride, int groups, int groupWidth)
        : base(nameof(Bottleneck))
    {
        int width = Width(planes, groups, groupWidth);
        int channels = planes * Expansion;
        conv1 = nn.Conv2d(inputChannels, width, 1, bias: false);
        bn1 = nn.BatchNorm2d(width);
        conv2 = nn.Conv2d(width, width, 3, stride, 1, groups: groups, bias: false);
        bn2 = nn.BatchNorm2d(width);
        conv3 = nn.Conv2d(width, channels, 1, bias: false);
        bn3 = nn.BatchNorm2d(channels);
        downsample = Shortcut.Projection(inputChannels, channels, stride);
        RegisterComponents();
    }

    public static void Measure(LayerMeter meter, int planes, int stride, int groups, int groupWidth)
    {
        int width = Width(planes, groups, groupWidth);
        Shortcut.Measure(meter, planes * Expansion, stride);
        meter.Convolution(width, 1);
        meter.Convolution(width, 3, stride, groups);
        meter.Convolution(planes * Expansion, 1);
    }

    public override Tensor forward(Tensor input)
    {
        using Tensor first = conv1.forward(input);
        using Tensor narrow = bn1.forward(first);
        narrow.relu_();
        using Tensor second = conv2.forward(narrow);
        using Tensor hidden = bn2.forward(second);
        hidden.relu_();
        using Tensor third = conv3.forward(hidden);
        return Shortcut.Add(bn3.forward(third), input, downsample).relu_();
    }

    private static int Width(int planes, int groups, int groupWidth) => planes * groupWidth / 64 * groups;
}
