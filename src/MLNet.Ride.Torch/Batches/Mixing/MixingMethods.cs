using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Torch.Batches.Mixing;

/// <summary>The registry of ways to mix images. A further one is a further entry.</summary>
public static class MixingMethods
{
    internal const string None = "none";

    private static readonly Dictionary<string, MixingMethod?> Registry = new(StringComparer.Ordinal)
    {
        [None] = null,

        // Zhang et al., ICLR 2018; α and probability of BalPoE (Aimar et al., "Balanced product of calibrated experts for long-tailed recognition", CVPR 2023).
        ["mixup"] = new(Mixture.Blend, 0.4, 1),

        // Yun et al., ICCV 2019, for CIFAR.
        ["cutmix"] = new(Mixture.Paste, 1, 0.5),

        // Park et al., "The majority can help the minority: Context-rich minority oversampling for long-tailed classification", CVPR 2022. Their code
        // weighs each image by the inverse of its class's frequency, and leaves out the first four and the last three of 200 epochs.
        ["cmo"] = new(Mixture.Paste, 1, 0.5) { BalancedOthers = true, UnmixedAtStart = 4.0 / 200, UnmixedAtEnd = 3.0 / 200 },
    };

    /// <summary>Names that <see cref="MixingOptions.Method"/> may have.</summary>
    public static IReadOnlyCollection<string> Names => Registry.Keys;

    /// <summary>The method of a known name; null for <c>none</c>.</summary>
    internal static MixingMethod? Find(string name) => Registry[name];
}
