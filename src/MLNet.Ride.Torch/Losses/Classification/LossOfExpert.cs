using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Torch.Losses.Classification;

/// <summary>Creates the loss of one expert.</summary>
/// <param name="options">Settings.</param>
/// <param name="counts">Number of training images of each class, each at least 1.</param>
/// <param name="expert">Index of the expert, 0 to K − 1.</param>
/// <param name="expertCount">Number of experts K.</param>
/// <returns>The loss; the caller disposes it.</returns>
public delegate ClassificationLoss LossOfExpert(LossOptions options, IReadOnlyList<int> counts, int expert, int expertCount);
