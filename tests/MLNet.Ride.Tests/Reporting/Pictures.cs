namespace MLNet.Ride.Tests.Reporting;

/// <summary>Small pictures, a pattern of its own colors for each class.</summary>
internal static class Pictures
{
    /// <summary>A red, a green and a blue plane.</summary>
    public static byte[] Planes(int label, int seed, int size)
    {
        var random = new Random(seed);
        (double hue, double tilt, double x0, double y0) = (label * 0.618 % 1, label * 0.37, 0.35 + (0.3 * random.NextDouble()), 0.35 + (0.3 * random.NextDouble()));
        var planes = new byte[3 * size * size];
        for (int i = 0; i < size * size; i++)
        {
            (double x, double y) = ((double)(i % size) / size, (double)(i / size) / size);
            double across = (x * Math.Cos(tilt)) + (y * Math.Sin(tilt));
            bool isBody = Math.Pow(x - x0, 2) + Math.Pow((y - y0) * (1 + (label % 3 * 0.4)), 2) < 0.06;
            double light = isBody ? 0.45 + (0.25 * Math.Sin(across * (10 + (label % 5 * 6)))) : 0.78 + (0.12 * y);
            for (int c = 0; c < 3; c++)
            {
                double color = isBody ? 0.5 + (0.5 * Math.Cos(6.283 * (hue + (c / 3.0)))) : 0.86 - (0.05 * c);
                planes[(c * size * size) + i] = (byte)Math.Clamp(255 * light * (0.35 + (0.75 * color)), 0, 255);
            }
        }

        return planes;
    }
}
