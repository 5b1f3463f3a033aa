
namespace MLNet.Ride.Torch.Networks.Layers;

/// <summary>Follows the shape of one image's feature map through layers and adds up what they cost.</summary>
internal sealed class LayerMeter(int channels, int size)
{
    /// <summary>Channels of the feature map.</summary>
    public int Channels { get; private set; } = channels;

    /// <summary>Height and width of the feature map.</summary>
    public int Size { get; private set; } = size;

    public long Parameters { get; private set; }

    public long Macs { get; private set; }

    /// <summary>A meter that starts where this one has come to, with nothing added up.</summary>
    public LayerMeter GoOn() => new(Channels, Size);

    /// <summary>Adds what another meter has added up.</summary>
    public void Add(LayerMeter other) => (Parameters, Macs) = (Parameters + other.Parameters, Macs + other.Macs);

    /// <summary>A convolution without bias, padded by half its kernel, and its batch norm, of which only the parameters count.</summary>
    public void Convolution(int outputs, int kernel, int stride = 1, int groups = 1)
    {
        long weights = (long)outputs * (Channels / groups) * kernel * kernel;
        Pool(kernel, stride);
        Parameters += weights + (2L * outputs);
        Macs += weights * Size * Size;
        Channels = outputs;
    }

    /// <summary>Pooling, padded by half its kernel.</summary>
    public void Pool(int kernel, int stride) => Size = ((Size + (kernel / 2 * 2) - kernel) / stride) + 1;

    /// <summary>A layer that sees every channel's average.</summary>
    public void Linear(int outputs, bool bias)
    {
        long weights = (long)Channels * outputs;
        Parameters += weights + (bias ? outputs : 0);
        Macs += weights;
        (Channels, Size) = (outputs, 1);
    }

    /// <summary>One value for each channel, which is added to it or multiplied with it.</summary>
    public void Values() => Parameters += Channels;
}
