using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Torch.Imaging.Policies;

/// <summary>The augmentation policies by name. To add one, add an entry.</summary>
public static class AugmentationRegistry
{
    /// <summary>The policies of <see cref="Augmentations"/>, and yours.</summary>
    public static Registry<PolicyOfRun> All { get; } = new("policy", nameof(AugmentationRegistry))
    {
        [Augmentations.None] = (_, _) => null,
        [Augmentations.AutoAugmentCifar] = (_, imageSize) => new AutoAugmentCifar(imageSize),
        [Augmentations.RandAugment] = (options, imageSize) => new RandAugment(options.RandAugmentOperations, options.RandAugmentMagnitude, imageSize),
    };

    /// <summary>Creates the policy of the options, for images of S·S pixels; null for none.</summary>
    internal static IAugmentationPolicy? Create(AugmentationOptions options, int imageSize) => All.Find(options.Policy, "Augmentation.Policy")(options, imageSize);

    /// <exception cref="ArgumentException">The policy is unknown.</exception>
    internal static void Check(AugmentationOptions options) => All.Check(options.Policy, "Augmentation.Policy");
}
