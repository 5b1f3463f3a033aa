
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

    private const int Oversampling = 2;
    private const int Center = 1;
    private const int End = 2;

    /// <summary>Top left, top right, bottom left, and bottom right corner, and the center, in the order of torchvision's FiveCrop.</summary>
    private static readonly (int X, int Y)[] s_crops = [(0, 0), (End, 0), (0, End), (End, End), (Center, Center)];

    /// <summary>Length in pixels from which on the shorter side of an image makes no visible difference.</summary>
    public int LeastShorterSide => Oversampling * (resizeShorterSide ?? imageSize);

    /// <summary>The same for an image of which only a part is used.</summary>
    public int LeastShorterSideFor(PixelBox part, int width, int height)
        => (int)Math.Ceiling((double)Oversampling * imageSize * Math.Min(width, height) / Math.Min(part.Width, part.Height));

    /// <summary>Number of crops of <see cref="WriteCrop"/>.</summary>
    public static int CropCount => s_crops.Length;

    /// <summary>Writes the S · S · 3 bytes of the square, without randomness.</summary>
    public void Write(ReadOnlySpan<byte> pixels, int width, int height, Span<byte> target)
        => Write(pixels, width, height, (Center, Center), target);

    /// <summary>Writes one of the squares in the corners and in the center; the shorter side must be resized.</summary>
    public void WriteCrop(int crop, ReadOnlySpan<byte> pixels, int width, int height, Span<byte> target)
        => Write(pixels, width, height, s_crops[crop], target);

    /// <summary>Writes a part of the image, resized to the square.</summary>
    public void WritePart(ReadOnlySpan<byte> pixels, int width, PixelBox part, Span<byte> target)
        => _resizer.Resize(pixels, width, part, imageSize, imageSize, new PixelBox(0, 0, imageSize, imageSize), target);

    private void Write(ReadOnlySpan<byte> pixels, int width, int height, (int X, int Y) place, Span<byte> target)
    {
        var whole = new PixelBox(0, 0, width, height);
        if (resizeShorterSide is not int shorter)
        {
            WritePart(pixels, width, whole, target);
            return;
        }

        (int newWidth, int newHeight) = ImageResizer.SizeOf(width, height, shorter);
        var window = new PixelBox(Before(newWidth, place.X), Before(newHeight, place.Y), imageSize, imageSize);
        _resizer.Resize(pixels, width, whole, newWidth, newHeight, window, target);
    }

    // Rounds half to even, like Python.
    private int Before(int length, int place) => (int)Math.Round((length - imageSize) * place / (double)End, MidpointRounding.ToEven);
}
