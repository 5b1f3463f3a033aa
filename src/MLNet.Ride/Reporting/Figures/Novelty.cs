using MLNet.Ride.Evaluation;
using MLNet.Ride.Reporting.Html;

namespace MLNet.Ride.Reporting.Figures;

/// <summary>Known and unknown images by novelty, as shares of their number.</summary>
internal static class Novelty
{
    public static Element? Draw(NoveltyMetrics? metrics)
    {
        if (metrics is null)
        {
            return null;
        }

        var plot = new Plot(1080, 270, top: 30, bottom: 46);
        double most = Math.Max(metrics.Bins.Max(b => Share(b.KnownCount, metrics.KnownCount)), metrics.Bins.Max(b => Share(b.UnknownCount, metrics.UnknownCount)));
        var x = new LinearScale(metrics.Bins[0].Lower, metrics.Bins[^1].Upper, plot.Left, plot.Right);
        var y = new LinearScale(0, 100 * most, plot.Bottom, plot.Top);
        plot.RowsOf(y);
        plot.ColumnsOf(x);
        plot.Base("novelty");
        foreach (NoveltyBin bin in metrics.Bins)
        {
            (double left, double width) = (x[bin.Lower], (x[bin.Upper] - x[bin.Lower]) / 2);
            string title = $"{Numbers.Of(bin.KnownCount, "known image", "known images")}, {Numbers.Of(bin.UnknownCount, "unknown image", "unknown images")}";
            Bar("fill accent", left, bin.KnownCount, metrics.KnownCount);
            Bar("fill few", left + width, bin.UnknownCount, metrics.UnknownCount);

            void Bar(string style, double at, long count, long all)
            {
                double top = y[100 * Share(count, all)];
                plot.Add(Plot.Box(style, at, top, width, plot.Bottom - top, title));
            }
        }

        double threshold = x[metrics.Threshold];
        plot.Add(Plot.Path("diagonal", Plot.Through([(threshold, plot.Top - 8), (threshold, plot.Bottom)])));
        plot.Add(Plot.Text("label middle", threshold, plot.Top - 14, "threshold"));
        string says = $"AUROC {Numbers.Of(metrics.Auroc, "0.000")}. At the threshold, {Numbers.Percent(metrics.KnownAccepted)} of {Numbers.Count(metrics.KnownCount)} known and "
            + $"{Numbers.Percent(1 - metrics.UnknownRejected)} of {Numbers.Count(metrics.UnknownCount)} unknown images count as known; where 95% of the known images do, "
            + $"{Numbers.Percent(metrics.FalsePositiveRate95)} of the unknown do (FPR95). Bars are percentages of each kind.";
        return Section.Of(
            "novelty", "Images of no known class", says, wide: true,
            Section.Legend([("accent", "known"), ("few", "unknown")]),
            plot.Svg("Images of no known class", says));
    }

    private static double Share(long count, long all) => (double)count / all;
}
