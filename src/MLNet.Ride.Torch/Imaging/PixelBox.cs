
namespace MLNet.Ride.Torch.Imaging;

/// <summary>A rectangle of an image, in pixels from its top left corner.</summary>
/// <param name="Left">Column of the first pixel.</param>
/// <param name="Top">Row of the first pixel.</param>
/// <param name="Width">Number of columns.</param>
/// <param name="Height">Number of rows.</param>
public readonly record struct PixelBox(int Left, int Top, int Width, int Height)
{
    /// <summary>The same part of an image after a change of its size.</summary>
    internal PixelBox Scaled(int width, int height, int newWidth, int newHeight)
    {
        (int left, int right) = ScaledRange(Left, Left + Width, width, newWidth);
        (int top, int bottom) = ScaledRange(Top, Top + Height, height, newHeight);
        return new(left, top, right - left, bottom - top);
    }

    private static (int Start, int End) ScaledRange(int start, int end, int length, int newLength)
    {
        int newStart = (int)((long)start * newLength / length);
        return (newStart, Math.Max(newStart + 1, (int)((long)end * newLength / length)));
    }

    /// <summary>
    /// The square from ⌊side/2⌋ pixels before a pixel to ⌊side/2⌋ after it, clipped at the border of a square image: the arithmetic of the
    /// published Cutout and CutMix, in which an odd side loses a pixel.
    /// </summary>
    internal static PixelBox Around(int x, int y, int side, int imageSize)
    {
        int left = Math.Max(0, x - (side / 2));
        int top = Math.Max(0, y - (side / 2));
        return new(left, top, Math.Min(imageSize, x + (side / 2)) - left, Math.Min(imageSize, y + (side / 2)) - top);
    }
}
