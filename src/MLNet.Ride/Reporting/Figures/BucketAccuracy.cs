using MLNet.Ride.Evaluation;
using MLNet.Ride.Reporting.Html;

namespace MLNet.Ride.Reporting.Figures;

/// <summary>Accuracy by bucket and overall, next to that of the baseline.</summary>
internal static class BucketAccuracy
{
    private const double BarWidth = 44;

    public static Element Draw(LongTailedMethod model, LongTailedMethod? baseline)
    {
        (string Name, string Below, Func<LongTailedMetrics, BucketMetrics?> Of)[] groups =
        [
            .. Bucket.All(model.Metrics).Select(b => (b.Name, b.Range, b.Metrics)),
            ("all", "all examples", m => m.Overall),
        ];
        groups = [.. groups.Where(g => g.Of(model.Metrics) is not null || (baseline is not null && g.Of(baseline.Metrics) is not null))];
        var plot = new Plot(520, 310, top: 22, bottom: 46);
        var y = new ShareScale(plot.Bottom, plot.Top);
        plot.RowsOf(y);
        plot.Base();
        double step = (plot.Right - plot.Left) / groups.Length;
        for (int i = 0; i < groups.Length; i++)
        {
            double middle = plot.Left + (step * (i + 0.5));
            double left = baseline is null ? middle - (BarWidth / 2) : middle + 2;
            if (baseline is not null)
            {
                plot.Add(Bar(plot, y, "baseline", middle - BarWidth - 2, groups[i].Of(baseline.Metrics), $"{baseline.Name}, {groups[i].Name}"));
            }

            plot.Add(Bar(plot, y, groups[i].Name, left, groups[i].Of(model.Metrics), $"{model.Name}, {groups[i].Name}"));
            plot.Add(Plot.Text("label strong middle", middle, plot.Bottom + 18, groups[i].Name));
            plot.Add(Plot.Text("tick middle", middle, plot.Bottom + 34, groups[i].Below));
        }

        string says = Says(model, baseline);
        return Section.Of(
            "bucket-accuracy", "Accuracy by bucket", says, wide: false,
            Section.Legend(baseline is null ? [] : [("baseline", baseline.Name), ("model", model.Name)]),
            plot.Svg("Accuracy by bucket", says));
    }

    private static IEnumerable<Element> Bar(Plot plot, Scale y, string style, double left, BucketMetrics? bucket, string of)
        => bucket is null
            ? []
            : [
                Plot.Box("fill " + style, left, y[bucket.Accuracy], BarWidth, plot.Bottom - y[bucket.Accuracy], $"{of}: {Numbers.Percent(bucket.Accuracy)}"),
                Plot.Text("value middle", left + (BarWidth / 2), y[bucket.Accuracy] - 6, Numbers.Of(100 * bucket.Accuracy, "0.0")),
            ];

    private static string Says(LongTailedMethod model, LongTailedMethod? baseline)
    {
        const string What = "Mean recall of the classes in each bucket; overall, the fraction of examples classified correctly.";
        return (model.Metrics.Few, baseline?.Metrics.Few) is ({ } few, { } before)
            ? $"{What} Few-shot classes: {Points(few.Accuracy - before.Accuracy)} points compared with {baseline!.Name}."
            : What;
    }

    /// <summary>Formats a difference in percentage points, with its sign.</summary>
    public static string Points(double difference) => Numbers.Of(100 * difference, "+0.0;−0.0;±0.0");
}
