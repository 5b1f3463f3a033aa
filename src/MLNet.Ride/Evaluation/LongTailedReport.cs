using System.Text.Json;
using System.Text.Json.Serialization;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Evaluation;

/// <summary>The metrics of one or several methods on the same data, for files and documents.</summary>
public sealed class LongTailedReport
{
    /// <summary>Creates a report that compares methods.</summary>
    /// <param name="methods">At least one, with unique names, the same bucket bounds, and the same classes.</param>
    /// <exception cref="ArgumentException">There are no methods, a name is empty or duplicated, or bounds or classes differ.</exception>
    public LongTailedReport(IReadOnlyList<LongTailedMethod> methods)
    {
        ArgumentNullException.ThrowIfNull(methods);
        Check(methods.Count > 0, "there are none");
        Check(methods.All(m => !string.IsNullOrEmpty(m.Name)), "a method has no name");
        Check(methods.Select(m => m.Name).Distinct().Count() == methods.Count, "two methods have the same name");
        LongTailedMetrics first = methods[0].Metrics;
        Check(methods.All(m => m.Metrics.Bounds == first.Bounds), "the bucket bounds differ between methods");
        Check(methods.All(m => Classes(m.Metrics).SequenceEqual(Classes(first))), "the classes differ between methods");
        Methods = [.. methods];
    }

    /// <summary>The methods, in the order given.</summary>
    public IReadOnlyList<LongTailedMethod> Methods { get; }

    /// <summary>Heading of the page.</summary>
    /// <value>The default value is <see langword="null"/>: a generic heading.</value>
    public string? Title { get; init; }

    /// <summary>Training history of the first method, one entry per epoch; <see langword="null"/> if unknown.</summary>
    public IReadOnlyList<TrainingEpoch>? Training { get; init; }

    /// <summary>Mistakes of the first method, the most confident first; <see langword="null"/> if not available.</summary>
    public IReadOnlyList<Mistake>? Mistakes { get; init; }

    /// <summary>
    /// Training options of the first method (data-schemas/training-options.schema.json); <see langword="null"/> if unknown.
    /// </summary>
    public JsonElement? TrainingOptions { get; init; }

    /// <summary>Views of an image that the first method averaged; <see langword="null"/> if unknown.</summary>
    public TestTimeAugmentation? TestTimeAugmentation { get; init; }

    /// <summary>How well the first method tells images of no known class; <see langword="null"/> if not evaluated.</summary>
    public NoveltyMetrics? Novelty { get; init; }

    /// <summary>Accuracy against cost of the first method, by routing threshold; <see langword="null"/> if not evaluated.</summary>
    public IReadOnlyList<RoutingPoint>? Routing { get; init; }

    /// <summary>Bias and variance of the first method over several models; <see langword="null"/> if not evaluated.</summary>
    public BiasVarianceMetrics? BiasVariance { get; init; }

    /// <summary>Reads a report written by <see cref="ToJson"/>.</summary>
    /// <param name="json">JSON according to data-schemas/long-tail-report.schema.json.</param>
    /// <returns>The report.</returns>
    /// <exception cref="InvalidDataException">
    /// The text is not a report, or is one of a later version; the message gives the reason.
    /// </exception>
    public static LongTailedReport FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return LongTailedReportFile.Read(json);
    }

    /// <summary>Formats all metrics as JSON (data-schemas/long-tail-report.schema.json).</summary>
    /// <returns>The JSON text, which <see cref="FromJson"/> reads.</returns>
    public string ToJson() => LongTailedReportFile.Write(this);

    /// <summary>Formats the metrics of the buckets as a Markdown table with one row per method, accuracies in percent.</summary>
    /// <returns>The table. Columns without any value are omitted.</returns>
    public string ToMarkdown() => LongTailedTable.Write(this);

    // In alphabetical order, because methods may have different keys.
    private static IEnumerable<string> Classes(LongTailedMetrics metrics) => metrics.Classes.Select(c => c.Name).Order(StringComparer.Ordinal);

    private static void Check(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new ArgumentException($"A report needs methods with unique names, evaluated on the same classes and bounds, but {otherwise}.", "methods");
        }
    }
}

/// <summary>A method of a report.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Metrics">Its metrics.</param>
public sealed record LongTailedMethod([property: JsonRequired] string Name, [property: JsonRequired] LongTailedMetrics Metrics);
