using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Torch.Losses.Classification;

/// <summary>The classification losses by name. To add one, add an entry.</summary>
public static class LossRegistry
{
    /// <summary>The losses of <see cref="Options.Losses"/>, and yours.</summary>
    public static Registry<Loss> All { get; } = new("loss", nameof(LossRegistry))
    {
        [Options.Losses.CrossEntropy] = new((options, _) => new CrossEntropyLoss(options.LabelSmoothing)) { SmoothsLabels = true },
        [Options.Losses.InverseFrequency] = Weighted((_, counts) => ClassWeights.InversePower(counts, 1)),
        [Options.Losses.InverseSquareRoot] = Weighted((_, counts) => ClassWeights.InversePower(counts, 0.5)),
        [Options.Losses.ClassBalanced] = Weighted((options, counts) => ClassWeights.EffectiveNumber(counts, options.Beta)),
        [Options.Losses.Focal] = new((options, _) => new FocalLoss(options.Gamma)),
        [Options.Losses.ClassBalancedFocal] = new((options, counts) => new WeightedLoss(new FocalLoss(options.Gamma), ClassWeights.EffectiveNumber(counts, options.Beta)))
        {
            HasClassWeights = true,
        },
        [Options.Losses.Ldam] = new((options, counts) => new LdamLoss(counts, options.MaxMargin, options.MarginScale, options.LabelSmoothing))
        {
            SmoothsLabels = true,
        },
        [Options.Losses.LogitAdjustment] = new((options, counts) => new LogitAdjustedLoss(ClassMargins.LogitAdjustment(counts, options.Tau), options.LabelSmoothing))
        {
            SmoothsLabels = true,
        },
        [Options.Losses.BalancedSoftmax] = new((options, counts) => new LogitAdjustedLoss(ClassMargins.LogitAdjustment(counts), options.LabelSmoothing))
        {
            SmoothsLabels = true,
        },
        [Options.Losses.Sade] = new((options, counts, expert, _) => SadeLoss.Of(counts, options.Lambda, options.LabelSmoothing, expert))
        {
            DiffersByExpert = true,
            SmoothsLabels = true,
            ExpertCount = SadeLoss.ExpertCount,
        },
        [Options.Losses.BalPoE] = new(BalPoELoss.Of)
        {
            DiffersByExpert = true,
            HasTaus = true,
            SmoothsLabels = true,
        },
    };

    /// <summary>Returns the loss with a name.</summary>
    /// <exception cref="ArgumentException">The name is unknown.</exception>
    internal static Loss Find(string name) => All.Find(name, "Loss.Classification");

    /// <exception cref="ArgumentException">The loss is unknown, or requires another number of experts.</exception>
    internal static void CheckExperts(string name, int expertCount, string option)
    {
        if (Find(name).ExpertCount is int needed && needed != expertCount)
        {
            throw new ArgumentException(
                $"The loss '{name}' requires {needed} experts, but {option} is {expertCount}: set {option} = {needed}, "
                + $"or use Loss.Classification = \"{Options.Losses.BalPoE}\", which supports any number.",
                option);
        }
    }

    /// <exception cref="ArgumentException">There are τ_k for another number of experts.</exception>
    internal static void CheckTaus(LossOptions options, int expertCount, string option)
    {
        if (options.Taus is { } taus && taus.Count != expertCount)
        {
            throw new ArgumentException(
                $"Loss.Taus has {taus.Count} values, but {option} is {expertCount}: list one τ for each expert, or set Loss.Taus = null to space them evenly.", "Loss.Taus");
        }
    }

    /// <summary>Creates the loss of one expert.</summary>
    /// <param name="options">Kind and settings.</param>
    /// <param name="counts">Training images of each class.</param>
    /// <param name="expert">Index of the expert, 0 to K − 1.</param>
    /// <param name="expertCount">Number of experts K.</param>
    internal static ClassificationLoss Create(LossOptions options, IReadOnlyList<int> counts, int expert, int expertCount)
        => Find(options.Classification).Create(options, counts, expert, expertCount);

    private static Loss Weighted(Func<LossOptions, IReadOnlyList<int>, double[]> weights)
        => new((options, counts) => new WeightedLoss(new CrossEntropyLoss(options.LabelSmoothing), weights(options, counts)))
        {
            HasClassWeights = true,
            SmoothsLabels = true,
        };
}
