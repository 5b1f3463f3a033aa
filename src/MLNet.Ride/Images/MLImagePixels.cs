using Microsoft.ML.Data;
using MLNet.Ride.Torch.Imaging;

namespace MLNet.Ride.Images;

/// <summary>The pixels of an <see cref="MLImage"/>, whose colors are multiplied by their α where it comes from a file.</summary>
internal static class MLImagePixels
{
    private const int BytesPerPixel = 4;

    /// <summary>Copies pixels as interleaved RGB over a background.</summary>
    public static void Copy(MLImage source, Background background, RgbImage target)
    {
        target.SetSize(source.Width, source.Height);
        ReadOnlySpan<byte> pixels = source.Pixels;
        Span<byte> rgb = target.Pixels;
        (int red, int blue) = source.PixelFormat == MLPixelFormat.Rgba32 ? (0, 2) : (2, 0);
        bool transparent = IsPremultiplied(pixels);
        for (int from = 0, to = 0; to < rgb.Length; from += BytesPerPixel, to += ImagePixels.Channels)
        {
            byte alpha = transparent ? pixels[from + 3] : byte.MaxValue;
            rgb[to] = Background.BlendPremultiplied(pixels[from + red], background.Red, alpha);
            rgb[to + 1] = Background.BlendPremultiplied(pixels[from + 1], background.Green, alpha);
            rgb[to + 2] = Background.BlendPremultiplied(pixels[from + blue], background.Blue, alpha);
        }
    }

    // A component above its α says that the fourth byte is no α, as in pixels that a program made without filling it in.
    private static bool IsPremultiplied(ReadOnlySpan<byte> pixels)
    {
        for (int i = 0; i < pixels.Length; i += BytesPerPixel)
        {
            if (Math.Max(Math.Max(pixels[i], pixels[i + 1]), pixels[i + 2]) > pixels[i + 3])
            {
                return false;
            }
        }

        return true;
    }
}
