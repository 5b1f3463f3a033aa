using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Torch.Losses.Classification;

/// <summary>Makes the loss of one expert.</summary>
/// <param name="options">Strengths.</param>
/// <param name="counts">Number of training images of each class, each at least 1.</param>
/// <param name="expert">Number of the expert, 0 to K − 1.</param>
/// <param name="expertCount">Number of experts K.</param>
/// <returns>The loss, which belongs to the caller.</returns>
public delegate ClassificationLoss LossOfExpert(LossOptions options, IReadOnlyList<int> counts, int expert, int expertCount);
