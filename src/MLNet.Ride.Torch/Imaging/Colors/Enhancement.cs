
namespace MLNet.Ride.Torch.Imaging.Colors;

/// <summary>
/// PIL's ImageEnhance on interleaved RGB pixels: a blend of a degenerate image (factor 0) and the image itself (factor 1, no change), or an
/// extrapolation beyond. Results are truncated, not rounded; grays are 16-bit fixed point.
/// </summary>
internal static class Enhancement
{
    // PIL's ImageFilter.SMOOTH: the eight neighbors once, the pixel itself five times.
    private const int CenterExtra = 4;
    private const int SmoothDivisor = 13;

    /// <summary>Blends from black.</summary>
    public static void Brightness(Span<byte> pixels, float factor) => Blend(pixels, 0, factor);

    /// <summary>Blends from the mean gray.</summary>
    public static void Contrast(Span<byte> pixels, float factor) => Blend(pixels, factor == 1 ? (byte)0 : MeanGray(pixels), factor);

    /// <summary>Blends from the grayscale image.</summary>
    public static void Color(Span<byte> pixels, float factor)
    {
        if (factor == 1)
        {
            return;
        }

        for (int i = 0; i + 2 < pixels.Length; i += ImagePixels.Channels)
        {
            Span<byte> pixel = pixels.Slice(i, ImagePixels.Channels);
            byte gray = Gray(pixel);
            pixel[0] = Blend(gray, pixel[0], factor);
            pixel[1] = Blend(gray, pixel[1], factor);
            pixel[2] = Blend(gray, pixel[2], factor);
        }
    }

    /// <summary>
    /// Blends from the smoothed image, whose border pixels are those of the image; <paramref name="scratch"/> is as long as the pixels.
    /// </summary>
    public static void Sharpness(Span<byte> pixels, Span<byte> scratch, int imageSize, float factor)
    {
        pixels.CopyTo(scratch);
        ReadOnlySpan<byte> from = scratch[..pixels.Length];
        int stride = imageSize * ImagePixels.Channels;
        for (int y = 1; y < imageSize - 1; y++)
        {
            for (int i = (y * stride) + ImagePixels.Channels; i < ((y + 1) * stride) - ImagePixels.Channels; i++)
            {
                int sum = Three(from, i - stride) + Three(from, i) + Three(from, i + stride) + (CenterExtra * from[i]);
                byte smooth = (byte)(((2 * sum) + SmoothDivisor) / (2 * SmoothDivisor));
                pixels[i] = Blend(smooth, from[i], factor);
            }
        }
    }

    private static int Three(ReadOnlySpan<byte> pixels, int i) => pixels[i - ImagePixels.Channels] + pixels[i] + pixels[i + ImagePixels.Channels];

    private static void Blend(Span<byte> pixels, byte from, float factor)
    {
        if (factor == 1)
        {
            return;
        }

        Span<byte> table = stackalloc byte[256];
        for (int value = 0; value < table.Length; value++)
        {
            table[value] = Blend(from, (byte)value, factor);
        }

        foreach (ref byte value in pixels)
        {
            value = table[value];
        }
    }

    private static byte Blend(byte from, byte to, float factor)
    {
        float value = from + (factor * (to - from));
        return value <= 0 ? (byte)0 : value >= 255 ? (byte)255 : (byte)value;
    }

    private static byte MeanGray(ReadOnlySpan<byte> pixels)
    {
        long sum = 0;
        for (int i = 0; i + 2 < pixels.Length; i += ImagePixels.Channels)
        {
            sum += Gray(pixels.Slice(i, ImagePixels.Channels));
        }

        return (byte)(((double)sum / (pixels.Length / ImagePixels.Channels)) + 0.5);
    }

    private static byte Gray(ReadOnlySpan<byte> pixel) => (byte)(((pixel[0] * 19595) + (pixel[1] * 38470) + (pixel[2] * 7471) + 0x8000) >> 16);
}
