namespace MLNet.Ride.Torch.Sampling;

/// <summary>
/// Draws a class uniformly, then the next of its shuffled images; a class that has been through is shuffled again.
/// An epoch is as long as the training set.
/// </summary>
/// <remarks>Kang et al., "Decoupling Representation and Classifier for Long-Tailed Recognition", ICLR 2020.</remarks>
internal sealed class ClassBalancedSampler(IReadOnlyList<int[]> imagesByClass) : IEpochSampler
{
    public int EpochLength { get; } = imagesByClass.Sum(images => images.Length);

    public int[] Draw(Random random)
    {
        int[][] classes = [.. imagesByClass.Where(images => images.Length > 0).Select(images => (int[])images.Clone())];
        var next = new int[classes.Length];
        var order = new int[EpochLength];
        for (int i = 0; i < order.Length; i++)
        {
            int drawn = random.Next(classes.Length);
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
}
