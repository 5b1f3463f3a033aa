using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Sampling;

namespace MLNet.Ride.Torch.Batches.Mixing;

/// <summary>Decides whether and how each batch of a stage is mixed.</summary>
internal sealed class BatchMixer
{
    private readonly MixingMethod _method;
    private readonly int _imageSize;
    private readonly double _alpha;
    private readonly double _probability;
    private readonly int _firstEpoch;
    private readonly int _lastEpoch;

    private BatchMixer(MixingMethod method, MixingOptions options, IReadOnlyList<int[]> imagesByClass, int epochs, int epochLength, int imageSize)
    {
        _method = method;
        _imageSize = imageSize;
        _alpha = options.Alpha ?? method.Alpha;
        _probability = options.Probability ?? method.Probability;
        (int start, int end) = MixingRegistry.Unmixed(options, epochs);
        _firstEpoch = start + 1;
        _lastEpoch = epochs - end;
        Others = method.BalancedOthers ? SamplerRegistry.Balanced(imagesByClass, epochLength) : null;
    }

    /// <summary>Draws the images that an epoch mixes in; null uses those of the batch itself in another order.</summary>
    public IEpochSampler? Others { get; }

    /// <summary>Creates the mixer that the options configure, or null.</summary>
    /// <param name="options">Settings.</param>
    /// <param name="imagesByClass">The image indices of each class.</param>
    /// <param name="epochs">Number of epochs.</param>
    /// <param name="epochLength">Number of images in an epoch.</param>
    /// <param name="imageSize">Height and width of an image.</param>
    public static BatchMixer? Create(MixingOptions options, IReadOnlyList<int[]> imagesByClass, int epochs, int epochLength, int imageSize)
        => MixingRegistry.All.Find(options.Method) is { } method ? new(method, options, imagesByClass, epochs, epochLength, imageSize) : null;

    /// <summary>Whether batches of an epoch (from 1) may be mixed.</summary>
    public bool IsOn(int epoch) => epoch >= _firstEpoch && epoch <= _lastEpoch;

    /// <summary>Draws how a batch is mixed; null if it is not.</summary>
    public Mixture? Draw(Random random) => random.NextDouble() < _probability ? _method.Draw(random, _alpha, _imageSize) : null;
}
