using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Torch.Sampling;

/// <summary>Makes the sampler of a run.</summary>
/// <param name="options">Settings.</param>
/// <param name="imagesByClass">The image numbers of each class, in class order; empty for a class without images.</param>
/// <param name="epochLength">Number of images of an epoch.</param>
/// <param name="epochs">Number of epochs.</param>
/// <returns>The sampler.</returns>
public delegate IEpochSampler SamplerOfRun(SamplingOptions options, IReadOnlyList<int[]> imagesByClass, int epochLength, int epochs);
