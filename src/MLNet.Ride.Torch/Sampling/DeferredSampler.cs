namespace MLNet.Ride.Torch.Sampling;

/// <summary>Uses one sampler up to an epoch and another after it (deferred resampling, DRS).</summary>
/// <remarks>Cao et al., "Learning imbalanced datasets with label-distribution-aware margin loss", NeurIPS 2019, section 3.3.</remarks>
internal sealed class DeferredSampler(IEpochSampler first, IEpochSampler second, int lastEpochOfFirst) : IEpochSampler
{
    public int EpochLength => first.EpochLength;

    public int[] Draw(int epoch, Random random) => (epoch > lastEpochOfFirst ? second : first).Draw(epoch, random);
}
