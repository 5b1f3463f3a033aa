namespace MLNet.Ride.Torch.Sampling;

/// <summary>Every image once, shuffled; in an epoch that is longer than the training set, again and again, shuffled anew.</summary>
/// <param name="imageCount">Number of images of the training set.</param>
/// <param name="length">Number of images of an epoch; null for that of the training set.</param>
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
