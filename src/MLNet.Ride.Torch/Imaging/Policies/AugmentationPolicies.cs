using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Torch.Imaging.Policies;

/// <summary>The registry of augmentation policies. A further one is a further entry.</summary>
public static class AugmentationPolicies
{

    private static readonly Dictionary<string, Func<AugmentationOptions, int, IAugmentationPolicy?>> Registry = new(StringComparer.Ordinal)
    {
        [KnownNames.None] = (_, _) => null,
        ["auto-augment-cifar"] = (_, imageSize) => new AutoAugmentCifar(imageSize),
        [KnownNames.RandAugment] = (options, imageSize) => new RandAugment(options.RandAugmentOperations, options.RandAugmentMagnitude, imageSize),
    };

    /// <summary>Names that <see cref="AugmentationOptions.Policy"/> may have.</summary>
    public static IReadOnlyCollection<string> Names => Registry.Keys;

    /// <summary>Makes the policy of the options, for images of S·S pixels; null for none.</summary>
    internal static IAugmentationPolicy? Create(AugmentationOptions options, int imageSize)
    {
        Check(options);
        return Registry[options.Policy](options, imageSize);
    }

    /// <exception cref="ArgumentException">The policy is not known.</exception>
    internal static void Check(AugmentationOptions options) => OptionCheck.Known(options.Policy, Names, "Augmentation.Policy");
}
