namespace MLNet.Ride.Torch.Losses;

/// <summary>The registry of classification losses. A further one is a further entry.</summary>
public static class ClassificationLosses
{
    private static readonly Dictionary<string, Func<IReadOnlyList<int>, ClassificationLoss>> Registry = new(StringComparer.Ordinal)
    {
        ["cross-entropy"] = _ => new CrossEntropyLoss(),
        ["ldam"] = counts => new LdamLoss(counts),
        ["focal"] = _ => new FocalLoss(),
        ["class-balanced"] = counts => new ClassBalancedLoss(counts),
    };

    /// <summary>Names that <see cref="LossOptions.Classification"/> may have.</summary>
    public static IReadOnlyCollection<string> Names => Registry.Keys;

    internal static ClassificationLoss Create(string name, IReadOnlyList<int> counts)
    {
        OptionCheck.Known(name, Names, nameof(LossOptions.Classification));
        return Registry[name](counts);
    }
}
