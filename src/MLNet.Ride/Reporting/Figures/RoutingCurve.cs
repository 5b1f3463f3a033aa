using MLNet.Ride.Evaluation;
using MLNet.Ride.Reporting.Html;

namespace MLNet.Ride.Reporting.Figures;

/// <summary>Accuracy against the mean number of experts used, by routing threshold.</summary>
internal static class RoutingCurve
{
    private static readonly (string Style, Func<RoutingPoint, double?> Of)[] s_curves =
        [("many", p => p.Many), ("medium", p => p.Medium), ("few", p => p.Few), ("all", p => p.Accuracy)];

    public static Element? Draw(IReadOnlyList<RoutingPoint>? points)
    {
        if (points is not { Count: > 1 })
        {
            return null;
        }

        RoutingPoint[] byCost = [.. points.OrderBy(p => p.ExpertsUsed)];
        var plot = new Plot(1080, 290, top: 20, bottom: 46);
        var x = new LinearScale(1, Math.Max(1.1, byCost[^1].ExpertsUsed), plot.Left, plot.Right, ticks: 8);
        double[] shares = [.. s_curves.SelectMany(curve => byCost.Select(curve.Of)).OfType<double>()];
        var y = new LinearScale(100 * shares.Min(), 100 * Math.Max(shares.Max(), shares.Min() + 0.01), plot.Bottom, plot.Top);
        plot.RowsOf(y);
        plot.ColumnsOf(x);
        plot.Base("experts used, mean");
        foreach ((string style, Func<RoutingPoint, double?> of) in s_curves)
        {
            (RoutingPoint Point, double X, double Y)[] at = [.. byCost.Where(p => of(p) is not null).Select(p => (p, x[p.ExpertsUsed], y[100 * of(p)!.Value]))];
            plot.Add(Plot.Path("curve " + style, Plot.Through(at.Select(p => (p.X, p.Y)))));
            plot.Add(at.Select(p => Plot.Path($"curve {style} point", $"M{Numbers.Place(p.X)} {Numbers.Place(p.Y)}h0", Title(p.Point, style, of(p.Point)!.Value))));
        }

        RoutingPoint best = byCost.MaxBy(p => p.Accuracy)!;
        string says = $"Accuracy in percent by routing threshold, {Numbers.Of(points[0].Threshold, "0.###")} to {Numbers.Of(points[^1].Threshold, "0.###")}: "
            + $"the most in all, {Numbers.Percent(best.Accuracy)}, at {Numbers.Of(best.Threshold, "0.###")} with {Numbers.Of(best.ExpertsUsed, "0.00")} experts.";
        return Section.Of(
            "routing-curve", "Accuracy against experts used", says, wide: true,
            Section.Legend(s_curves.Where(curve => byCost.Any(p => curve.Of(p) is not null)).Select(curve => (curve.Style, curve.Style))),
            plot.Svg("Accuracy against experts used", says));
    }

    private static string Title(RoutingPoint point, string curve, double accuracy)
        => $"threshold {Numbers.Of(point.Threshold, "0.###")}: {Numbers.Of(point.ExpertsUsed, "0.00")} experts, {Numbers.Of(point.Macs / 1e6, "#,0.#")} million MACs, {curve} {Numbers.Percent(accuracy)}";
}
