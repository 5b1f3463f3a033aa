using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Torch.Methods.TestTime;

/// <summary>The result of learning expert weights (<see cref="ExpertWeightingOptions"/>).</summary>
/// <param name="Weights">One weight for each expert, 0 to 1, with a sum of 1.</param>
/// <param name="Stability">
/// Mean cosine similarity of the predictions for two views of an image, 0 to 1, in each epoch; it rises as the weights are learned.
/// </param>
/// <param name="ImageCount">Number of images.</param>
public sealed record ExpertWeightingReport(IReadOnlyList<double> Weights, IReadOnlyList<double> Stability, int ImageCount);
