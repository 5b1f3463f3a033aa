namespace Microsoft.ML.Data;

/// <summary>Scales images: without a filter, or with the triangle filter widened by the reduction.</summary>
internal static class ImageResizing
{
    /// <summary>Every pixel is the nearest one of the source.</summary>
    public static MLImage Nearest(MLImage source, int width, int height)
    {
        ReadOnlySpan<byte> from = source.Pixels;
        var to = new byte[width * height * 4];
        for (int y = 0; y < height; y++)
        {
            int sourceY = (int)((y + 0.5) * source.Height / height);
            for (int x = 0; x < width; x++)
            {
                int sourceX = (int)((x + 0.5) * source.Width / width);
                from.Slice((sourceY * source.Width + sourceX) * 4, 4).CopyTo(to.AsSpan((y * width + x) * 4));
            }
        }

        return new MLImage(width, height, source.PixelFormat, to);
    }

    /// <summary>The whole source, scaled into a rectangle that may reach beyond the result; what it leaves free is transparent.</summary>
    public static MLImage Into(MLImage source, int width, int height, int left, int top, int scaledWidth, int scaledHeight)
    {
        (int First, float[] Weights)[] columns = Kernel(source.Width, scaledWidth);
        (int First, float[] Weights)[] rows = Kernel(source.Height, scaledHeight);
        byte[] narrowed = ScaleColumns(source, columns);
        var to = new byte[width * height * 4];
        for (int y = Math.Max(0, top); y < Math.Min(height, top + scaledHeight); y++)
        {
            (int first, float[] weights) = rows[y - top];
            for (int x = Math.Max(0, left); x < Math.Min(width, left + scaledWidth); x++)
            {
                for (int channel = 0; channel < 4; channel++)
                {
                    float sum = 0;
                    for (int k = 0; k < weights.Length; k++)
                        sum += weights[k] * narrowed[((first + k) * scaledWidth + x - left) * 4 + channel];
                    to[(y * width + x) * 4 + channel] = (byte)Math.Clamp(sum + 0.5f, 0, 255);
                }
            }
        }

        return new MLImage(width, height, source.PixelFormat, to);
    }

    private static byte[] ScaleColumns(MLImage source, (int First, float[] Weights)[] columns)
    {
        ReadOnlySpan<byte> from = source.Pixels;
        var to = new byte[columns.Length * source.Height * 4];
        for (int y = 0; y < source.Height; y++)
        {
            for (int x = 0; x < columns.Length; x++)
            {
                (int first, float[] weights) = columns[x];
                for (int channel = 0; channel < 4; channel++)
                {
                    float sum = 0;
                    for (int k = 0; k < weights.Length; k++)
                        sum += weights[k] * from[(y * source.Width + first + k) * 4 + channel];
                    to[(y * columns.Length + x) * 4 + channel] = (byte)Math.Clamp(sum + 0.5f, 0, 255);
                }
            }
        }

        return to;
    }

    /// <summary>For each target position the first source position and the weights from there on.</summary>
    private static (int First, float[] Weights)[] Kernel(int sourceSize, int targetSize)
    {
        double scale = (double)sourceSize / targetSize;
        double support = Math.Max(1, scale);
        var kernel = new (int, float[])[targetSize];
        for (int i = 0; i < targetSize; i++)
        {
            double centre = (i + 0.5) * scale;
            int first = Math.Clamp((int)Math.Floor(centre - support + 0.5), 0, sourceSize - 1);
            int limit = Math.Clamp((int)Math.Ceiling(centre + support - 0.5), first + 1, sourceSize);
            float[] weights = Enumerable.Range(first, limit - first)
                .Select(p => (float)Math.Max(0, 1 - Math.Abs(p + 0.5 - centre) / support)).ToArray();
            float total = weights.Sum();
            kernel[i] = total > 0 ? (first, weights.Select(w => w / total).ToArray()) : (first, [1f]);
        }

        return kernel;
    }
}
