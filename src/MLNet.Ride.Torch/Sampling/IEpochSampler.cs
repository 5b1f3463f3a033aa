namespace MLNet.Ride.Torch.Sampling;

/// <summary>Which images an epoch shows, and in which order. Implement it to add a sampler of your own to <see cref="SamplerRegistry.All"/>.</summary>
public interface IEpochSampler
{
    /// <summary>Number of images of an epoch.</summary>
    int EpochLength { get; }

    /// <summary>Draws an epoch; the same epoch and generator state give the same numbers.</summary>
    /// <param name="epoch">Number of the epoch, from 1.</param>
    /// <param name="random">Draws; nothing else may be random.</param>
    /// <returns>The numbers of the images, <see cref="EpochLength"/> of them.</returns>
    int[] Draw(int epoch, Random random);
}
