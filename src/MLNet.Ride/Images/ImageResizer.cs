namespace MLNet.Ride.Images;

/// <summary>
/// Brings 8-bit pixels to another size: bilinear when enlarging, and when reducing a triangle filter as wide as
/// the reduction, so that every source pixel counts (antialiasing).
/// </summary>
internal static class ImageResizer
{
    private const int Channels = 3;

    /// <summary>Resizes interleaved RGB pixels, rows from the top; an image that has the size already is returned as it is.</summary>
    public static byte[] Resize(byte[] rgb, int width, int height, int newWidth, int newHeight)
    {
        if (width == newWidth && height == newHeight)
        {
            return rgb;
        }

        Taps[] columns = Filter(width, newWidth);
        Taps[] rows = Filter(height, newHeight);
        float[] narrow = Horizontal(rgb, width, height, columns);
        return Vertical(narrow, newWidth, rows);
    }

    private static float[] Horizontal(byte[] rgb, int width, int height, Taps[] columns)
    {
        var result = new float[height * columns.Length * Channels];
        int at = 0;
        for (int y = 0; y < height; y++)
        {
            foreach (Taps taps in columns)
            {
                int source = ((y * width) + taps.First) * Channels;
                foreach (float weight in taps.Weights)
                {
                    for (int c = 0; c < Channels; c++)
                    {
                        result[at + c] += weight * rgb[source++];
                    }
                }

                at += Channels;
            }
        }

        return result;
    }

    private static byte[] Vertical(float[] narrow, int width, Taps[] rows)
    {
        int stride = width * Channels;
        var result = new byte[rows.Length * stride];
        var sum = new float[stride];
        for (int y = 0; y < rows.Length; y++)
        {
            Array.Clear(sum);
            for (int k = 0; k < rows[y].Weights.Length; k++)
            {
                float weight = rows[y].Weights[k];
                ReadOnlySpan<float> row = narrow.AsSpan((rows[y].First + k) * stride, stride);
                for (int x = 0; x < stride; x++)
                {
                    sum[x] += weight * row[x];
                }
            }

            for (int x = 0; x < stride; x++)
            {
                result[(y * stride) + x] = (byte)Math.Clamp(MathF.Round(sum[x]), 0, 255);
            }
        }

        return result;
    }

    /// <summary>For each new pixel: the source pixels under its triangle and their weights, which sum to 1.</summary>
    private static Taps[] Filter(int size, int newSize)
    {
        double scale = (double)size / newSize;
        double radius = Math.Max(1, scale);
        var taps = new Taps[newSize];
        for (int i = 0; i < newSize; i++)
        {
            double centre = (i + 0.5) * scale;
            int first = Math.Max(0, (int)Math.Floor(centre - radius));
            int last = Math.Min(size - 1, (int)Math.Ceiling(centre + radius) - 1);
            double[] weights = [.. Enumerable.Range(first, last - first + 1).Select(s => Math.Max(0, 1 - (Math.Abs(s + 0.5 - centre) / radius)))];
            double sum = weights.Sum();
            taps[i] = new Taps(first, [.. weights.Select(w => (float)(w / sum))]);
        }

        return taps;
    }

    private readonly record struct Taps(int First, float[] Weights);
}
