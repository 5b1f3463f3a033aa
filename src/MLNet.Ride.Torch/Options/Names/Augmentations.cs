namespace MLNet.Ride.Torch.Options;

/// <summary>Names of the augmentation policies of the library, for <see cref="AugmentationOptions.Policy"/>.</summary>
public static class Augmentations
{
    /// <summary>No policy.</summary>
    public const string None = "none";

    /// <summary>One of the 25 pairs of operations that AutoAugment found on CIFAR-10.</summary>
    public const string AutoAugmentCifar = "auto-augment-cifar";

    /// <summary>Random operations, all with the same magnitude.</summary>
    public const string RandAugment = "rand-augment";
}
