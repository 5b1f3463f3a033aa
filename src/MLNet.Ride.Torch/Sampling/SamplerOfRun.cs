using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Torch.Sampling;

/// <summary>Creates the sampler of a run.</summary>
/// <param name="options">Settings.</param>
/// <param name="imagesByClass">The image indices of each class, in class order; empty for a class without images.</param>
/// <param name="epochLength">Number of images in an epoch.</param>
/// <param name="epochs">Number of epochs.</param>
/// <returns>The sampler.</returns>
public delegate IEpochSampler SamplerOfRun(SamplingOptions options, IReadOnlyList<int[]> imagesByClass, int epochLength, int epochs);
