
namespace MLNet.Ride.Torch.Imaging;

/// <summary>
/// Draws a part of an image by area and aspect ratio, as torchvision's RandomResizedCrop does: ten tries, then the largest central part
/// with an allowed aspect ratio.
/// </summary>
internal static class RandomResizedCrop
{
    private const int Tries = 10;
    private const double LeastRatio = 3.0 / 4.0;
    private const double LargestRatio = 4.0 / 3.0;

    /// <summary>Draws a part whose area is between this fraction of the image's area and all of it.</summary>
    public static PixelBox Draw(Random random, int width, int height, double leastArea)
    {
        double area = (double)width * height;
        for (int i = 0; i < Tries; i++)
        {
            double partArea = area * (leastArea + (random.NextDouble() * (1 - leastArea)));
            double ratio = Math.Exp(Math.Log(LeastRatio) + (random.NextDouble() * (Math.Log(LargestRatio) - Math.Log(LeastRatio))));
            if (Box(width, height, partArea, ratio) is { } size)
            {
                int top = random.Next(height - size.Height + 1);
                return new PixelBox(random.Next(width - size.Width + 1), top, size.Width, size.Height);
            }
        }

        return Middle(width, height);
    }

    /// <summary>Width and height of a part of this area and aspect ratio; <see langword="null"/> if it does not fit in the image.</summary>
    public static (int Width, int Height)? Box(int width, int height, double area, double ratio)
    {
        int partWidth = Round(Math.Sqrt(area * ratio));
        int partHeight = Round(Math.Sqrt(area / ratio));
        return partWidth > 0 && partWidth <= width && partHeight > 0 && partHeight <= height ? (partWidth, partHeight) : null;
    }

    /// <summary>The largest central part with an allowed aspect ratio.</summary>
    public static PixelBox Middle(int width, int height)
    {
        double ratio = (double)width / height;
        int partWidth = ratio > LargestRatio ? Round(height * LargestRatio) : width;
        int partHeight = ratio < LeastRatio ? Round(width / LeastRatio) : height;
        return new PixelBox((width - partWidth) / 2, (height - partHeight) / 2, partWidth, partHeight);
    }

    // Rounds half to even, like Python.
    private static int Round(double value) => (int)Math.Round(value, MidpointRounding.ToEven);
}
