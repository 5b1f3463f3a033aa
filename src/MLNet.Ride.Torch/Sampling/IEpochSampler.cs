namespace MLNet.Ride.Torch.Sampling;

/// <summary>Which images an epoch shows, and in which order.</summary>
internal interface IEpochSampler
{
    /// <summary>Number of images of an epoch.</summary>
    int EpochLength { get; }

    /// <summary>Draws the image numbers of one epoch, counted from 1; the same epoch and generator state give the same numbers.</summary>
    int[] Draw(int epoch, Random random);
}
