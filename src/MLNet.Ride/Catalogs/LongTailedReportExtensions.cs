using MLNet.Ride;
using MLNet.Ride.Evaluation;
using MLNet.Ride.Reporting;

namespace Microsoft.ML;

/// <summary>Writes metrics and reports as HTML pages.</summary>
public static class LongTailedReportExtensions
{
    /// <summary>
    /// Writes a self-contained HTML page with figures, and the data as JSON next to it (data-schemas/long-tail-report.schema.json). The
    /// page needs neither scripts nor a network connection; class names and other texts are escaped.
    /// </summary>
    /// <param name="metrics">The metrics.</param>
    /// <param name="path">Path of the page; the JSON file has the extension <c>.json</c> instead. Existing files are replaced.</param>
    /// <param name="options">
    /// Names, a baseline, training history, mistakes, the model; <see langword="null"/> shows only the metrics.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The baseline has other classes or bucket bounds, a name is empty, or the path has the extension <c>.json</c>.
    /// </exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static void SaveReport(this LongTailedMetrics metrics, string path, ReportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        ArgumentException.ThrowIfNullOrEmpty(path);
        Report(metrics, options ?? new()).Save(path);
    }

    /// <summary>Writes <see cref="ToHtml"/> and, next to it, <see cref="LongTailedReport.ToJson"/>.</summary>
    /// <param name="report">The report.</param>
    /// <param name="path">Path of the page; the JSON file has the extension <c>.json</c> instead. Existing files are replaced.</param>
    /// <exception cref="ArgumentException">The path has the extension <c>.json</c>.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static void Save(this LongTailedReport report, string path)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentException.ThrowIfNullOrEmpty(path);
        string json = Path.ChangeExtension(path, ".json");
        if (Path.GetExtension(path).Equals(".json", StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException($"'{path}' is the path of the report's JSON file. Choose another extension for the page, such as .html.", nameof(path));
        }

        File.WriteAllText(path, report.ToHtml());
        File.WriteAllText(json, report.ToJson());
    }

    /// <summary>
    /// Returns a self-contained HTML page with figures of the first method, compared with the second if there is one. It needs neither
    /// scripts nor a network connection; names are escaped.
    /// </summary>
    /// <param name="report">The report.</param>
    /// <returns>The HTML.</returns>
    public static string ToHtml(this LongTailedReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return HtmlReport.Write(report);
    }

    internal static LongTailedReport Report(LongTailedMetrics metrics, ReportOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(options.Title);
        ArgumentException.ThrowIfNullOrEmpty(options.Name);
        ArgumentException.ThrowIfNullOrEmpty(options.BaselineName);
        RideTransformer? model = options.Model is null ? null : RideTransformer.FindIn(options.Model);
        return new LongTailedReport(
            options.Baseline is null ? [new(options.Name, metrics)] : [new(options.Name, metrics), new(options.BaselineName, options.Baseline)])
        {
            Title = options.Title,
            Training = options.Training is { Epochs.Count: > 0 } training ? training.Epochs : null,
            Mistakes = options.Mistakes is { Count: > 0 } mistakes ? mistakes : null,
            TrainingOptions = model?.TrainingOptions,
            TestTimeAugmentation = model?.TestTimeAugmentation,
            Novelty = options.Novelty,
            Routing = options.Routing,
            BiasVariance = options.BiasVariance,
        };
    }
}
