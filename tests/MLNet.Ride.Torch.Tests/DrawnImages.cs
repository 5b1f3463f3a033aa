using MLNet.Ride.Torch.Batches;

namespace MLNet.Ride.Torch.Tests;

/// <summary>Small images whose class can be seen: a color of its own, with noise.</summary>
internal static class DrawnImages
{
    public static LabeledImages Create(IReadOnlyList<int> classCounts, int imageSize, int seed = 1)
    {
        var random = new Random(seed);
        var images = new LabeledImages(imageSize, classCounts.Count);
        for (int label = 0; label < classCounts.Count; label++)
        {
            for (int i = 0; i < classCounts[label]; i++)
            {
                images.Add(Draw(label, classCounts.Count, imageSize, random), label);
            }
        }

        return images;
    }

    public static byte[][] Test(int classCount, int perClass, int imageSize, int seed = 2)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, classCount * perClass).Select(i => Draw(i % classCount, classCount, imageSize, random))];
    }

    private static byte[] Draw(int label, int classCount, int imageSize, Random random)
    {
        double hue = 2 * Math.PI * label / classCount;
        var pixels = new byte[imageSize * imageSize * 3];
        for (int i = 0; i < pixels.Length; i++)
        {
            double color = 128 + (70 * Math.Cos(hue + (2 * Math.PI / 3 * (i % 3))));
            pixels[i] = (byte)Math.Clamp(color + (40 * (random.NextDouble() - 0.5)), 0, 255);
        }

        return pixels;
    }
}
