
namespace MLNet.Ride.Torch.Imaging;

/// <summary>Brings images to the square that the network sees. Its buffers are used again, so that it belongs to one thread.</summary>
/// <param name="imageSize">Height and width S of the square.</param>
/// <param name="resizeShorterSide">
/// Length that the shorter side is brought to before the square in the middle is cut out; <see langword="null"/> brings the whole image to the square.
/// </param>
internal sealed class SquareImage(int imageSize, int? resizeShorterSide)
{
    private readonly ImageResizer _resizer = new();

    /// <summary>Writes the S · S · 3 bytes of the square, nothing being random.</summary>
    public void Write(ReadOnlySpan<byte> pixels, int width, int height, Span<byte> target)
    {
        var whole = new PixelBox(0, 0, width, height);
        if (resizeShorterSide is not int shorter)
        {
            WritePart(pixels, width, whole, target);
            return;
        }

        int newWidth = width <= height ? shorter : (int)((long)shorter * width / height);
        int newHeight = width <= height ? (int)((long)shorter * height / width) : shorter;
        var middle = new PixelBox(Middle(newWidth), Middle(newHeight), imageSize, imageSize);
        _resizer.Resize(pixels, width, whole, newWidth, newHeight, middle, target);
    }

    /// <summary>Writes a part of the image, brought to the square.</summary>
    public void WritePart(ReadOnlySpan<byte> pixels, int width, PixelBox part, Span<byte> target)
        => _resizer.Resize(pixels, width, part, imageSize, imageSize, new PixelBox(0, 0, imageSize, imageSize), target);

    // Halves go to the even number, as Python rounds.
    private int Middle(int length) => (int)Math.Round((length - imageSize) / 2.0, MidpointRounding.ToEven);
}
