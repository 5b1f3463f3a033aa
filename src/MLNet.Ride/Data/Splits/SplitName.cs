namespace MLNet.Ride.Data.Splits;

/// <summary>A part of labeled data.</summary>
internal enum Split
{
    Train,
    Validation,
    Test,
}

/// <summary>The one place that decides which part of the data a name stands for: of a folder, of a CIFAR file, or in a manifest.</summary>
internal static class SplitName
{
    /// <summary>All names, for messages.</summary>
    public const string Known = "train (or training), validation (or val, valid, dev), or test (or testing)";

    private static readonly Dictionary<string, Split> s_names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["train"] = Split.Train,
        ["training"] = Split.Train,
        ["validation"] = Split.Validation,
        ["valid"] = Split.Validation,
        ["val"] = Split.Validation,
        ["dev"] = Split.Validation,
        ["test"] = Split.Test,
        ["testing"] = Split.Test,
    };

    /// <summary>The part that a name stands for, in any case, or <see langword="null"/> if it stands for none.</summary>
    public static Split? Of(string name) => s_names.TryGetValue(name.Trim(), out Split split) ? split : null;

    /// <summary>The name of a part: <c>train</c>, <c>validation</c>, or <c>test</c>.</summary>
    public static string Name(Split split) => split.ToString().ToLowerInvariant();
}
