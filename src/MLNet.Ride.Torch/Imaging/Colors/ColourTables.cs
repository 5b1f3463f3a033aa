
namespace MLNet.Ride.Torch.Imaging.Colors;

/// <summary>The per-value lookup operations of PIL's ImageOps.</summary>
internal static class ColourTables
{
    private const int Values = 256;
    private const int Most = Values - 1;

    /// <summary>v → 255 − v.</summary>
    public static void Invert(Span<byte> pixels) => Solarize(pixels, 0);

    /// <summary>Inverts the values at or above a threshold.</summary>
    public static void Solarize(Span<byte> pixels, double threshold)
    {
        foreach (ref byte value in pixels)
        {
            value = value < threshold ? value : (byte)(Most - value);
        }
    }

    /// <summary>Keeps the highest bits of every value, 0 to 8 of them.</summary>
    public static void Posterize(Span<byte> pixels, int bits)
    {
        int mask = ~((1 << (8 - bits)) - 1);
        foreach (ref byte value in pixels)
        {
            value = (byte)(value & mask);
        }
    }

    /// <summary>Stretches each channel so that its lowest value becomes 0 and its highest 255.</summary>
    public static void AutoContrast(Span<byte> pixels)
    {
        for (int channel = 0; channel < ImagePixels.Channels; channel++)
        {
            int[] counts = Histogram(pixels, channel);
            int least = Array.FindIndex(counts, count => count > 0);
            int most = Array.FindLastIndex(counts, count => count > 0);
            if (most > least)
            {
                double scale = 255.0 / (most - least);
                double offset = -least * scale;
                Apply(pixels, channel, [.. Enumerable.Range(0, Values).Select(value => Clip((int)((value * scale) + offset)))]);
            }
        }
    }

    /// <summary>Equalizes the histogram of each channel.</summary>
    public static void Equalize(Span<byte> pixels)
    {
        for (int channel = 0; channel < ImagePixels.Channels; channel++)
        {
            int[] counts = Histogram(pixels, channel);
            int step = (counts.Sum() - counts.Last(count => count > 0)) / Most;
            if (step == 0)
            {
                continue;
            }

            var table = new byte[Values];
            int before = step / 2;
            for (int value = 0; value < Values; value++)
            {
                table[value] = Clip(before / step);
                before += counts[value];
            }

            Apply(pixels, channel, table);
        }
    }

    private static int[] Histogram(ReadOnlySpan<byte> pixels, int channel)
    {
        var counts = new int[Values];
        for (int i = channel; i < pixels.Length; i += ImagePixels.Channels)
        {
            counts[pixels[i]]++;
        }

        return counts;
    }

    private static void Apply(Span<byte> pixels, int channel, byte[] table)
    {
        for (int i = channel; i < pixels.Length; i += ImagePixels.Channels)
        {
            pixels[i] = table[pixels[i]];
        }
    }

    private static byte Clip(int value) => (byte)Math.Clamp(value, 0, Most);
}
