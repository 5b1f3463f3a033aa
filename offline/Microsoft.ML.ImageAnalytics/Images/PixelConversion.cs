namespace Microsoft.ML.Data;

/// <summary>Between plain colours and colours multiplied by alpha.</summary>
internal static class PixelConversion
{
    public static byte Multiply(int colour, int alpha) => (byte)((colour * alpha + 127) / 255);

    public static byte Divide(int colour, int alpha) => alpha == 0 ? (byte)0 : (byte)Math.Min(255, (colour * 255 + alpha / 2) / alpha);

    /// <summary>The offsets of red and blue in a pixel.</summary>
    public static (int Red, int Blue) Offsets(MLPixelFormat format) => format == MLPixelFormat.Rgba32 ? (0, 2) : (2, 0);

    public static byte[] ToBgr(byte[] pixels, MLPixelFormat format)
    {
        (int red, int blue) = Offsets(format);
        var bgr = new byte[pixels.Length / 4 * 3];
        for (int from = 0, to = 0; from < pixels.Length; from += 4)
        {
            int alpha = pixels[from + 3];
            bgr[to++] = Divide(pixels[from + blue], alpha);
            bgr[to++] = Divide(pixels[from + 1], alpha);
            bgr[to++] = Divide(pixels[from + red], alpha);
        }

        return bgr;
    }
}
