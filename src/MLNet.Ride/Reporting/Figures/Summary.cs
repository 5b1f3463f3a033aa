using MLNet.Ride.Evaluation;
using MLNet.Ride.Reporting.Html;

namespace MLNet.Ride.Reporting.Figures;

/// <summary>The main metrics in large type, with the differences from the baseline.</summary>
internal static class Summary
{
    public static Element Draw(LongTailedMethod model, LongTailedMethod? baseline)
    {
        int k = model.Metrics.TopKAccuracy.Count;
        (string Name, string Style, Func<LongTailedMetrics, double?> Of)[] tiles =
        [
            ("all", "all", m => m.MicroAccuracy),
            .. Bucket.All(model.Metrics).Select(b => (b.Name, b.Name, new Func<LongTailedMetrics, double?>(m => b.Metrics(m)?.Accuracy))),
            ("macro", "", m => m.MacroAccuracy),
            .. k > 1 ? [($"top {k}", "", new Func<LongTailedMetrics, double?>(m => m.TopKAccuracy.Count >= k ? m.TopKAccuracy[k - 1] : null))]
                : Array.Empty<(string, string, Func<LongTailedMetrics, double?>)>(),
            ("F1", "", m => m.MacroF1),
        ];
        return new Element("dl")
        {
            { "class", "tiles" },
            tiles.Where(t => t.Of(model.Metrics) is not null).Select(t => Tile(t.Name, t.Style, t.Of(model.Metrics)!.Value, baseline is null ? null : t.Of(baseline.Metrics))),
        };
    }

    private static Element Tile(string name, string style, double value, double? before)
        => new("div")
        {
            { "class", $"tile {style}" },
            new Element("dt") { name },
            new Element("dd") { Numbers.Of(100 * value, "0.0"), new Element("small") { "%" } },
            before is { } was ? new Element("dd") { { "class", "change" }, $"{BucketAccuracy.Points(value - was)} points" } : null,
        };
}
