using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Torch.Losses.Classification;

/// <summary>The registry of classification losses. A further one is a further entry.</summary>
/// <remarks>
/// <list type="table">
/// <item><term><c>cross-entropy</c></term><description>CE(z, y).</description></item>
/// <item><term><c>inverse-frequency</c></term><description>CE with weights ∝ 1/n_c.</description></item>
/// <item><term><c>inverse-square-root</c></term><description>CE with weights ∝ 1/√n_c.</description></item>
/// <item><term><c>class-balanced</c></term><description>CE with weights ∝ (1 − β)/(1 − β^n_c), the effective number of samples.</description></item>
/// <item><term><c>focal</c></term><description>(1 − p)^γ·(−log p).</description></item>
/// <item><term><c>class-balanced-focal</c></term><description>The focal loss with the weights of <c>class-balanced</c>.</description></item>
/// <item><term><c>ldam</c></term><description>CE with margins: z_y − s·m_y, m_c ∝ n_c^(−1/4).</description></item>
/// <item><term><c>logit-adjustment</c></term><description>CE(z + τ·log π, y).</description></item>
/// <item><term><c>balanced-softmax</c></term><description>The same with τ = 1.</description></item>
/// <item><term><c>sade</c></term><description>Three experts with CE(z, y), CE(z + log π, y) and CE(z + log π − λ·log π̄, y), π̄ in reverse order.</description></item>
/// <item><term><c>balpoe</c></term><description>Expert k with CE(z + τ_k·log π, y), τ_k spaced evenly from 0 to 2τ.</description></item>
/// </list>
/// The last two differ by expert: they stand alone, without deferred weights, resampling, diversity or the collaborative loss.
/// </remarks>
public static class ClassificationLosses
{
    private static readonly Dictionary<string, Entry> Registry = new(StringComparer.Ordinal)
    {
        ["cross-entropy"] = new((_, _) => new CrossEntropyLoss()),
        ["inverse-frequency"] = new((_, counts) => new WeightedLoss(new CrossEntropyLoss(), ClassWeights.InversePower(counts, 1)), true),
        ["inverse-square-root"] = new((_, counts) => new WeightedLoss(new CrossEntropyLoss(), ClassWeights.InversePower(counts, 0.5)), true),
        ["class-balanced"] = new((options, counts) => new WeightedLoss(new CrossEntropyLoss(), ClassWeights.EffectiveNumber(counts, options.Beta)), true),
        ["focal"] = new((options, _) => new FocalLoss(options.Gamma)),
        ["class-balanced-focal"] = new(
            (options, counts) => new WeightedLoss(new FocalLoss(options.Gamma), ClassWeights.EffectiveNumber(counts, options.Beta)), true),
        ["ldam"] = new((options, counts) => new LdamLoss(counts, options.MaxMargin, options.MarginScale)),
        ["logit-adjustment"] = new((options, counts) => new LogitAdjustedLoss(ClassMargins.LogitAdjustment(counts, options.Tau))),
        ["balanced-softmax"] = new((_, counts) => new LogitAdjustedLoss(ClassMargins.LogitAdjustment(counts))),
        ["sade"] = new((options, counts, expert, _) => SadeLoss.Of(counts, options.Lambda, expert)) { DiffersByExpert = true, ExpertCount = SadeLoss.ExpertCount },
        ["balpoe"] = new((options, counts, expert, count) => BalPoELoss.Of(counts, options.Tau, expert, count)) { DiffersByExpert = true },
    };

    /// <summary>Names that <see cref="LossOptions.Classification"/> may have.</summary>
    public static IReadOnlyCollection<string> Names => Registry.Keys;

    /// <summary>Whether a loss weights the classes from the first epoch on, so that deferred weights have no place in it.</summary>
    internal static bool HasClassWeights(string name) => Find(name).HasClassWeights;

    /// <summary>Whether a loss makes up for the class frequencies differently for each expert.</summary>
    internal static bool DiffersByExpert(string name) => Find(name).DiffersByExpert;

    /// <exception cref="ArgumentException">The loss is for another number of experts.</exception>
    internal static void CheckExperts(string name, int expertCount, string option)
    {
        if (Find(name).ExpertCount is int needed && needed != expertCount)
        {
            throw new ArgumentException(
                $"The loss '{name}' has a task for each of {needed} experts, but {option} is {expertCount}: set {option} = {needed}, "
                + "or take Loss.Classification = \"balpoe\", which goes with any number.",
                option);
        }
    }

    /// <summary>Makes the loss of one expert.</summary>
    /// <param name="options">Kind and strengths.</param>
    /// <param name="counts">Training images of each class.</param>
    /// <param name="expert">Number of the expert, 0 to K − 1.</param>
    /// <param name="expertCount">Number of experts K.</param>
    internal static ClassificationLoss Create(LossOptions options, IReadOnlyList<int> counts, int expert, int expertCount)
        => Find(options.Classification).Create(options, counts, expert, expertCount);

    private static Entry Find(string name)
    {
        OptionCheck.Known(name, Names, "Loss.Classification");
        return Registry[name];
    }

    private delegate ClassificationLoss LossOfExpert(LossOptions options, IReadOnlyList<int> counts, int expert, int expertCount);

    private sealed record Entry(LossOfExpert Create)
    {
        public Entry(Func<LossOptions, IReadOnlyList<int>, ClassificationLoss> ofAll, bool hasClassWeights = false)
            : this((options, counts, _, _) => ofAll(options, counts))
            => HasClassWeights = hasClassWeights;

        public bool HasClassWeights { get; }

        public bool DiffersByExpert { get; init; }

        /// <summary>The only number of experts that the loss goes with; null for any.</summary>
        public int? ExpertCount { get; init; }
    }
}
