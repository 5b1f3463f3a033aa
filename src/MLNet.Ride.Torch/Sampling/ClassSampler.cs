namespace MLNet.Ride.Torch.Sampling;

/// <summary>
/// Draws a class by the epoch's probabilities, then the next of its shuffled images; an exhausted class is reshuffled.
/// </summary>
/// <param name="imagesByClass">The image indices of each class.</param>
/// <param name="probabilities">Probability of each class in an epoch, from 1; 0 for classes without images.</param>
/// <param name="length">Number of images in an epoch.</param>
/// <remarks>Kang et al., "Decoupling Representation and Classifier for Long-Tailed Recognition", ICLR 2020.</remarks>
internal sealed class ClassSampler(IReadOnlyList<int[]> imagesByClass, Func<int, double[]> probabilities, int length) : IEpochSampler
{
    public int EpochLength { get; } = length;

    public int[] Draw(int epoch, Random random)
    {
        double[] bounds = Bounds(probabilities(epoch));
        int[][] classes = [.. imagesByClass.Select(images => (int[])images.Clone())];
        var next = new int[classes.Length];
        var order = new int[EpochLength];
        for (int i = 0; i < order.Length; i++)
        {
            int drawn = ClassAt(bounds, random.NextDouble());
            int[] images = classes[drawn];
            if (next[drawn] == 0)
            {
                random.Shuffle(images);
            }

            order[i] = images[next[drawn]];
            next[drawn] = (next[drawn] + 1) % images.Length;
        }

        return order;
    }

    // Rounding must not leave a gap above the last class with images.
    private static double[] Bounds(double[] probabilities)
    {
        var bounds = new double[probabilities.Length];
        double sum = 0;
        for (int c = 0; c < bounds.Length; c++)
        {
            bounds[c] = sum += probabilities[c];
        }

        bounds.AsSpan(Array.FindLastIndex(probabilities, probability => probability > 0)).Fill(1);
        return bounds;
    }

    // The first class whose bound exceeds the value; a class without images has the bound of the previous class.
    private static int ClassAt(double[] bounds, double value)
    {
        int least = 0;
        int most = bounds.Length - 1;
        while (least < most)
        {
            int middle = (least + most) / 2;
            (least, most) = value < bounds[middle] ? (least, middle) : (middle + 1, most);
        }

        return least;
    }
}
