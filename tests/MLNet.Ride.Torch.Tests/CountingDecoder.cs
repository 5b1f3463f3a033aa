using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Imaging;

namespace MLNet.Ride.Torch.Tests;

/// <summary>Counts the images that are decoded, each of which is of one color; 3 bytes encode width, height and the color.</summary>
/// <param name="then">Called with every image, on the thread that decodes it.</param>
internal sealed class CountingDecoder(Action? then = null) : IImageDecoder
{
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public void Decode(ReadOnlyMemory<byte> encoded, RgbImage image, int leastShorterSide = int.MaxValue)
    {
        Interlocked.Increment(ref _count);
        then?.Invoke();
        image.SetSize(encoded.Span[0], encoded.Span[1]);
        image.Pixels.Fill(encoded.Span[2]);
    }

    /// <summary>Images of two classes in turn, decoded by this.</summary>
    public LabeledImages Images(int count, int imageSize)
    {
        var images = new LabeledImages(imageSize, 2, this);
        for (int i = 0; i < count; i++)
        {
            (byte width, byte height) = ((byte)(imageSize + (i % 3)), (byte)(imageSize + (i % 5)));
            images.AddEncoded([width, height, (byte)((i % 2 * 100) + (i % 50))], width, height, i % 2);
        }

        return images;
    }
}
