namespace MLNet.Ride.Evaluation;

/// <summary>Sentences about examples that metrics exclude.</summary>
internal static class UnknownClassList
{
    private const int MostNamed = 10;

    /// <summary>Describes what was excluded; <see langword="null"/> if all examples were evaluated.</summary>
    public static string? Describe(LongTailedMetrics metrics)
    {
        long unknown = metrics.UnknownClasses.Sum(other => other.Examples);
        long all = metrics.Overall.ExampleCount + unknown + metrics.ExamplesWithoutLabel;
        string[] sentences =
        [
            .. unknown > 0 ? [$"{unknown} of {all} examples are excluded because the model does not know their class: {List(metrics.UnknownClasses)}."] : Array.Empty<string>(),
            .. metrics.ExamplesWithoutLabel > 0 ? [$"{metrics.ExamplesWithoutLabel} of {all} examples are excluded because they have no label."] : Array.Empty<string>(),
        ];
        return sentences.Length == 0 ? null : string.Join(" ", sentences);
    }

    /// <summary>Lists classes with their number of examples.</summary>
    public static string List(IReadOnlyList<UnknownClass> classes)
        => string.Join(", ", classes.Take(MostNamed).Select(other => $"'{other.Name}' ({other.Examples})")) + (classes.Count > MostNamed ? ", …" : string.Empty);
}
