namespace MLNet.Ride.Torch.Losses;

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
/// </list>
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
        ["logit-adjustment"] = new((options, counts) => new LogitAdjustedLoss(counts, options.Tau)),
        ["balanced-softmax"] = new((_, counts) => new LogitAdjustedLoss(counts, 1)),
    };

    /// <summary>Names that <see cref="LossOptions.Classification"/> may have.</summary>
    public static IReadOnlyCollection<string> Names => Registry.Keys;

    /// <summary>Whether a loss weights the classes from the first epoch on, so that deferred weights have no place in it.</summary>
    internal static bool HasClassWeights(string name) => Find(name).HasClassWeights;

    internal static ClassificationLoss Create(LossOptions options, IReadOnlyList<int> counts) => Find(options.Classification).Create(options, counts);

    private static Entry Find(string name)
    {
        OptionCheck.Known(name, Names, "Loss.Classification");
        return Registry[name];
    }

    private sealed record Entry(Func<LossOptions, IReadOnlyList<int>, ClassificationLoss> Create, bool HasClassWeights = false);
}
