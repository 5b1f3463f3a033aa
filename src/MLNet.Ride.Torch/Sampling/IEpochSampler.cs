namespace MLNet.Ride.Torch.Sampling;

/// <summary>Draws the images of an epoch, in order. Implement it to add your own sampler to <see cref="SamplerRegistry.All"/>.</summary>
public interface IEpochSampler
{
    /// <summary>Number of images in an epoch.</summary>
    int EpochLength { get; }

    /// <summary>Draws an epoch; the same epoch and generator state give the same indices.</summary>
    /// <param name="epoch">Number of the epoch, from 1.</param>
    /// <param name="random">Random generator; use no other source of randomness.</param>
    /// <returns>The image indices, <see cref="EpochLength"/> of them.</returns>
    int[] Draw(int epoch, Random random);
}
