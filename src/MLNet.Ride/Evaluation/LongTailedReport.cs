using System.Text.Json;
using System.Text.Json.Serialization;

namespace MLNet.Ride.Evaluation;

/// <summary>The figures of one or several methods on the same data, for files and documents.</summary>
public sealed class LongTailedReport
{
    /// <summary>Puts methods side by side.</summary>
    /// <param name="methods">At least one, each with a name of its own, all with the same bounds of the buckets and the same classes.</param>
    /// <exception cref="ArgumentException">There is no method, a name is empty or there twice, or bounds or classes differ.</exception>
    public LongTailedReport(IReadOnlyList<LongTailedMethod> methods)
    {
        ArgumentNullException.ThrowIfNull(methods);
        Check(methods.Count > 0, "there is no method");
        Check(methods.All(m => !string.IsNullOrEmpty(m.Name)), "a method has no name");
        Check(methods.Select(m => m.Name).Distinct().Count() == methods.Count, "two methods have the same name");
        LongTailedMetrics first = methods[0].Metrics;
        Check(methods.All(m => m.Metrics.Bounds == first.Bounds), "the bounds of the buckets differ between methods");
        Check(methods.All(m => Classes(m.Metrics).SequenceEqual(Classes(first))), "the classes differ between methods");
        Methods = [.. methods];
    }

    /// <summary>The methods, in the order given.</summary>
    public IReadOnlyList<LongTailedMethod> Methods { get; }

    /// <summary>Heading of the page.</summary>
    /// <value>The default value is <see langword="null"/>: there is a general one.</value>
    public string? Title { get; init; }

    /// <summary>The course of the first method's training, a point for every epoch; <see langword="null"/> where it is not known.</summary>
    public IReadOnlyList<TrainingEpoch>? Training { get; init; }

    /// <summary>Mistakes of the first method, the worst first; <see langword="null"/> where they were not looked for.</summary>
    public IReadOnlyList<Mistake>? Mistakes { get; init; }

    /// <summary>The options the first method was trained with (data-schemas/training-options.schema.json); <see langword="null"/> where they are not known.</summary>
    public JsonElement? TrainingOptions { get; init; }

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <param name="json">JSON as data-schemas/long-tail-report.schema.json describes it.</param>
    /// <returns>The report.</returns>
    /// <exception cref="InvalidDataException">The text is no report, or one of a later version; the message says what is wrong.</exception>
    public static LongTailedReport FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return LongTailedReportFile.Read(json);
    }

    /// <summary>All figures as JSON (data-schemas/long-tail-report.schema.json).</summary>
    /// <returns>The text; <see cref="FromJson"/> reads it.</returns>
    public string ToJson() => LongTailedReportFile.Write(this);

    /// <summary>The figures of the buckets as a Markdown table with a row per method, accuracies in per cent.</summary>
    /// <returns>The table. A column that no method has a figure for is left out.</returns>
    public string ToMarkdown() => LongTailedTable.Write(this);

    // In an order of their own: methods may have keys of their own.
    private static IEnumerable<string> Classes(LongTailedMetrics metrics) => metrics.Classes.Select(c => c.Name).Order(StringComparer.Ordinal);

    private static void Check(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new ArgumentException($"A report needs methods that were evaluated alike, but {otherwise}.", "methods");
        }
    }
}

/// <summary>A method of a report.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Metrics">Its figures.</param>
public sealed record LongTailedMethod([property: JsonRequired] string Name, [property: JsonRequired] LongTailedMetrics Metrics);
