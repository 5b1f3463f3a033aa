namespace MLNet.Ride.Torch.Networks.Heads;

/// <summary>The settings of classifiers, each for its kinds.</summary>
/// <param name="Scale">Scale of cosine classifiers.</param>
/// <param name="Power">Power of the features in cosine classifiers.</param>
/// <param name="Effect">Factor of what causal classifiers take away.</param>
internal readonly record struct HeadSettings(double Scale, double Power, double Effect);
