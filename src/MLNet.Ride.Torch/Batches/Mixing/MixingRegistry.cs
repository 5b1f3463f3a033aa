using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Torch.Batches.Mixing;

/// <summary>The mixing methods by name. To add one, add an entry.</summary>
public static class MixingRegistry
{
    /// <summary>The methods of <see cref="Options.Mixing"/>, and yours; <see langword="null"/> for no mixing.</summary>
    public static Registry<MixingMethod?> All { get; } = new("mixing method", nameof(MixingRegistry))
    {
        [Options.Mixing.None] = null,

        // Zhang et al., ICLR 2018; α and probability of BalPoE (Aimar et al., "Balanced product of calibrated experts for long-tailed recognition", CVPR 2023).
        [Options.Mixing.Mixup] = new(Mixture.Blend, 0.4, 1),

        // Yun et al., ICCV 2019, for CIFAR.
        [Options.Mixing.CutMix] = new(Mixture.Paste, 1, 0.5),

        // Park et al., "The majority can help the minority: Context-rich minority oversampling for long-tailed classification", CVPR 2022.
        // Their code weights each image by the inverse of its class frequency and mixes no images in the first four and the last three of
        // 200 epochs.
        [Options.Mixing.Cmo] = new(Mixture.Paste, 1, 0.5) { BalancedOthers = true, UnmixedAtStart = 4.0 / 200, UnmixedAtEnd = 3.0 / 200 },
    };

    /// <summary>Returns the number of epochs at the start and at the end without mixing.</summary>
    internal static (int AtStart, int AtEnd) Unmixed(MixingOptions options, int epochs)
    {
        MixingMethod? method = All.Find(options.Method);
        return (
            options.UnmixedEpochsAtStart ?? (int)Math.Round((method?.UnmixedAtStart ?? 0) * epochs),
            options.UnmixedEpochsAtEnd ?? (int)Math.Round((method?.UnmixedAtEnd ?? 0) * epochs));
    }

    /// <exception cref="ArgumentException">The method is unknown, or no epoch would be mixed.</exception>
    internal static void Check(MixingOptions options, int epochs)
    {
        All.Check(options.Method, "Mixing.Method");
        if (options.Method == Options.Mixing.None)
        {
            OptionCheck.SwitchedOff(options, "Mixing", nameof(options.Method), string.Join(" or ", All.Names.Except([Options.Mixing.None])));
            return;
        }

        (int start, int end) = Unmixed(options, epochs);
        if ((long)start + end >= epochs)
        {
            throw new ArgumentException(
                $"None of the {epochs} epochs would be mixed: Mixing.UnmixedEpochsAtStart ({start}) and UnmixedEpochsAtEnd ({end}) leave no epoch between them; set lower values.",
                "Mixing.UnmixedEpochsAtStart");
        }
    }
}
