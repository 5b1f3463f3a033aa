namespace MLNet.Ride.Torch.Sampling;

/// <summary>Draws every image once, shuffled; if the epoch is longer than the training set, it reshuffles and continues.</summary>
/// <param name="imageCount">Number of training images.</param>
/// <param name="length">Number of images in an epoch; null for the size of the training set.</param>
internal sealed class InstanceBalancedSampler(int imageCount, int? length = null) : IEpochSampler
{
    public int EpochLength => length ?? imageCount;

    public int[] Draw(int epoch, Random random)
    {
        int[] round = [.. Enumerable.Range(0, imageCount)];
        var order = new int[EpochLength];
        for (int start = 0; start < order.Length; start += imageCount)
        {
            random.Shuffle(round);
            round.AsSpan(0, Math.Min(imageCount, order.Length - start)).CopyTo(order.AsSpan(start));
        }

        return order;
    }
}
