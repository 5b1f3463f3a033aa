using MLNet.Ride.Evaluation;
using MLNet.Ride.Reporting.Html;

namespace MLNet.Ride.Reporting.Figures;

/// <summary>Mean number of experts used per example, by bucket.</summary>
internal static class ExpertsUsed
{
    private const double BarHeight = 30;

    public static Element? Draw(LongTailedMetrics metrics)
    {
        (string Name, BucketMetrics? Of)[] rows = [.. Bucket.All(metrics).Select(b => (b.Name, b.Metrics(metrics))), ("all", metrics.Overall)];
        rows = [.. rows.Where(r => r.Of?.MeanExpertsUsed is not null)];
        if (rows.Length == 0)
        {
            return null;
        }

        double most = Math.Max(1, Math.Ceiling(rows.Max(r => r.Of!.MeanExpertsUsed!.Value) - 1e-9));
        double step = (310.0 - 60) / 4;
        var plot = new Plot(520, (step * rows.Length) + 60, left: 66, top: 14, right: 24, bottom: 46);
        var x = new LinearScale(0, most, plot.Left, plot.Right, ticks: 8, isWhole: true);
        plot.ColumnsOf(x, withLines: true);
        plot.Base("experts used, mean");
        for (int i = 0; i < rows.Length; i++)
        {
            (string name, BucketMetrics? bucket) = rows[i];
            double top = plot.Top + (step * i) + ((step - BarHeight) / 2);
            double experts = bucket!.MeanExpertsUsed!.Value;
            string text = Numbers.Of(experts, "0.00")
                + (bucket.MeanMacs is { } macs ? $" · {Numbers.Of(macs / 1e6, "#,0.#").Replace(',', '\u202F')} million MACs" : string.Empty);
            plot.Add(Plot.Box("fill " + name, plot.Left, top, x[experts] - plot.Left, BarHeight, $"{name}: {text}"));
            plot.Add(Plot.Text("label strong end", plot.Left - 10, top + 20, name));
            plot.Add(Plot.Text("value below", plot.Left, top - 4, text));
        }

        const string Says = "Routing uses additional experts only for images about which the first ones are uncertain.";
        return Section.Of("experts-used", "Experts used by bucket", Says, wide: false, plot.Svg("Experts used by bucket", Says), Shares(metrics));
    }

    private static Element? Shares(LongTailedMetrics metrics)
        => metrics.Overall.ExpertShares is not { Count: > 1 } overall ? null : Section.Table(
            "Share of the examples by number of experts used",
            ["", .. overall.Select((_, i) => Numbers.Of(i + 1, "expert", "experts"))],
            Bucket.Shown(metrics).Where(b => b.Of.ExpertShares is not null).Select(b => b.Of.ExpertShares!.Select(Numbers.Percent).Prepend(b.Name)));
}
