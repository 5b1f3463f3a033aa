namespace MLNet.Ride.Torch.Imaging;

/// <summary>(v / 255 − mean) / standard deviation of every 8-bit value v, precomputed for each channel.</summary>
internal sealed class PixelNormalizer
{
    private readonly float[] _red;
    private readonly float[] _green;
    private readonly float[] _blue;

    public PixelNormalizer(IReadOnlyList<float> mean, IReadOnlyList<float> standardDeviation)
    {
        _red = Table(mean[0], standardDeviation[0]);
        _green = Table(mean[1], standardDeviation[1]);
        _blue = Table(mean[2], standardDeviation[2]);
    }

    /// <summary>Writes a whole image, HWC to HWC.</summary>
    public void WriteImage(ReadOnlySpan<byte> pixels, Span<float> target)
    {
        for (int i = 0; i < pixels.Length; i += ImagePixels.Channels)
        {
            Write(pixels.Slice(i, ImagePixels.Channels), target.Slice(i, ImagePixels.Channels));
        }
    }

    /// <summary>Writes the mirror image (left to right) of a whole image, HWC to HWC.</summary>
    public void WriteMirrored(ReadOnlySpan<byte> pixels, int width, Span<float> target)
    {
        int row = width * ImagePixels.Channels;
        for (int start = 0; start < pixels.Length; start += row)
        {
            for (int i = start, mirrored = start + row - ImagePixels.Channels; i < start + row; i += ImagePixels.Channels, mirrored -= ImagePixels.Channels)
            {
                Write(pixels.Slice(i, ImagePixels.Channels), target.Slice(mirrored, ImagePixels.Channels));
            }
        }
    }

    private void Write(ReadOnlySpan<byte> pixel, Span<float> target)
    {
        target[2] = _blue[pixel[2]];
        target[1] = _green[pixel[1]];
        target[0] = _red[pixel[0]];
    }

    private static float[] Table(float mean, float standardDeviation)
        => [.. Enumerable.Range(0, 256).Select(value => ((value / 255f) - mean) / standardDeviation)];
}
