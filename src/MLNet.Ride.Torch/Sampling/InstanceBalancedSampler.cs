namespace MLNet.Ride.Torch.Sampling;

/// <summary>Every image once, shuffled.</summary>
internal sealed class InstanceBalancedSampler(int imageCount) : IEpochSampler
{
    public int EpochLength => imageCount;

    public int[] Draw(int epoch, Random random)
    {
        int[] order = [.. Enumerable.Range(0, imageCount)];
        random.Shuffle(order);
        return order;
    }
}
