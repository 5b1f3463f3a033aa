
namespace MLNet.Ride.Torch.Imaging;

/// <summary>Resizes images to the network's square input. It reuses its buffers and is not thread-safe.</summary>
/// <param name="imageSize">Height and width S of the square.</param>
/// <param name="resizeShorterSide">
/// Length to which the shorter side is resized before the central square is cropped; <see langword="null"/> resizes the whole image to the
/// square.
/// </param>
internal sealed class SquareImage(int imageSize, int? resizeShorterSide)
{
    private readonly ImageResizer _resizer = new();

    /// <summary>Writes the S · S · 3 bytes of the square, without randomness.</summary>
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

    /// <summary>Writes a part of the image, resized to the square.</summary>
    public void WritePart(ReadOnlySpan<byte> pixels, int width, PixelBox part, Span<byte> target)
        => _resizer.Resize(pixels, width, part, imageSize, imageSize, new PixelBox(0, 0, imageSize, imageSize), target);

    // Rounds half to even, like Python.
    private int Middle(int length) => (int)Math.Round((length - imageSize) / 2.0, MidpointRounding.ToEven);
}
