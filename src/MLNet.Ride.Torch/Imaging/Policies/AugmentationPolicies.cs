using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Torch.Imaging.Policies;

/// <summary>The registry of augmentation policies. A further one is a further entry.</summary>
public static class AugmentationPolicies
{
    internal const string None = "none";
    internal const string RandAugment = "rand-augment";

    private static readonly Dictionary<string, Func<AugmentationOptions, int, IAugmentationPolicy?>> Registry = new(StringComparer.Ordinal)
    {
        [None] = (_, _) => null,
        ["auto-augment-cifar"] = (_, imageSize) => new AutoAugmentCifar(imageSize),
        [RandAugment] = (options, imageSize) => new RandAugment(options.RandAugmentOperations, options.RandAugmentMagnitude, imageSize),
    };

    /// <summary>Names that <see cref="AugmentationOptions.Policy"/> may have.</summary>
    public static IReadOnlyCollection<string> Names => Registry.Keys;

    /// <summary>Makes the policy of the options, for images of S·S pixels; null for none.</summary>
    internal static IAugmentationPolicy? Create(AugmentationOptions options, int imageSize)
    {
        OptionCheck.Known(options.Policy, Names, "Augmentation.Policy");
        return Registry[options.Policy](options, imageSize);
    }
}
