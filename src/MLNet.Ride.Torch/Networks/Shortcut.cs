using MLNet.Ride.Torch.Cost;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Networks;

/// <summary>Shortcut "option B" of a residual block: a 1×1 convolution and batch norm where the shape changes.</summary>
internal static class Shortcut
{
    public static Chain? Projection(int inputChannels, int channels, int stride)
        => KeepsShape(inputChannels, channels, stride)
            ? null
            : new(nn.Conv2d(inputChannels, channels, 1, stride, bias: false), nn.BatchNorm2d(channels));

    /// <summary>Adds what the projection costs, if there is one, to a meter that stands before the block; it stays there.</summary>
    public static void Measure(LayerMeter meter, int channels, int stride)
    {
        if (!KeepsShape(meter.Channels, channels, stride))
        {
            LayerMeter projection = meter.GoOn();
            projection.Convolution(channels, 1, stride);
            meter.Add(projection);
        }
    }

    /// <summary>Adds a block's input, projected where there is a projection, to its output in place.</summary>
    public static Tensor Add(Tensor output, Tensor input, Chain? projection)
    {
        if (projection is null)
        {
            return output.add_(input);
        }

        using Tensor projected = projection.forward(input);
        return output.add_(projected);
    }

    private static bool KeepsShape(int inputChannels, int channels, int stride) => stride == 1 && inputChannels == channels;
}
