
namespace MLNet.Ride.Torch.Networks.Layers;

/// <summary>Tracks the shape of one image's feature map through layers and sums their cost.</summary>
/// <param name="channels">Channels of the first layer's input.</param>
/// <param name="size">Its height and width in pixels.</param>
public sealed class LayerMeter(int channels, int size)
{
    /// <summary>Channels of the feature map.</summary>
    public int Channels { get; private set; } = channels;

    /// <summary>Height and width of the feature map.</summary>
    public int Size { get; private set; } = size;

    /// <summary>Number of trainable values.</summary>
    public long Parameters { get; private set; }

    /// <summary>Multiply-accumulate operations for one image.</summary>
    public long Macs { get; private set; }

    /// <summary>Creates a meter that starts at the current shape with zero cost.</summary>
    /// <returns>A new meter.</returns>
    public LayerMeter GoOn() => new(Channels, Size);

    /// <summary>Adds the cost of a layer that does not change the shape.</summary>
    /// <param name="parameters">Number of trainable values.</param>
    /// <param name="macs">Multiply-accumulate operations for one image.</param>
    public void Add(long parameters, long macs) => (Parameters, Macs) = (Parameters + parameters, Macs + macs);

    /// <summary>A convolution without bias, padded by half its kernel, and its batch norm, whose operations are not counted.</summary>
    /// <param name="outputs">Number of filters.</param>
    /// <param name="kernel">Height and width of the kernel.</param>
    /// <param name="stride">Stride.</param>
    /// <param name="groups">Number of groups.</param>
    public void Convolution(int outputs, int kernel, int stride = 1, int groups = 1)
    {
        long weights = (long)outputs * (Channels / groups) * kernel * kernel;
        Pool(kernel, stride);
        Parameters += weights + (2L * outputs);
        Macs += weights * Size * Size;
        Channels = outputs;
    }

    /// <summary>Pooling, padded by half its kernel.</summary>
    /// <param name="kernel">Height and width of the kernel.</param>
    /// <param name="stride">Stride.</param>
    public void Pool(int kernel, int stride) => Size = ((Size + (kernel / 2 * 2) - kernel) / stride) + 1;

    /// <summary>A linear layer on the average of every channel.</summary>
    /// <param name="outputs">Number of outputs.</param>
    /// <param name="bias">Whether it has a bias.</param>
    public void Linear(int outputs, bool bias)
    {
        long weights = (long)Channels * outputs;
        Parameters += weights + (bias ? outputs : 0);
        Macs += weights;
        (Channels, Size) = (outputs, 1);
    }

    /// <summary>One trainable value per channel, which is added or multiplied.</summary>
    public void Values() => Parameters += Channels;
}
