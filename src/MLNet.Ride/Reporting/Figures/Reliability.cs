using MLNet.Ride.Evaluation;
using MLNet.Ride.Reporting.Html;

namespace MLNet.Ride.Reporting.Figures;

/// <summary>Accuracy against confidence, and the number of examples at each confidence.</summary>
internal static class Reliability
{
    private const double CountsHeight = 44;

    public static Element? Draw(LongTailedMetrics metrics)
    {
        if (metrics.Calibration is not { Bins.Count: > 0 } calibration)
        {
            return null;
        }

        var plot = new Plot(520, 310, top: 14 + CountsHeight + 10, bottom: 46);
        var x = new ShareScale(plot.Left, plot.Right);
        var y = new ShareScale(plot.Bottom, plot.Top);
        plot.RowsOf(y);
        plot.ColumnsOf(x);
        plot.Base("confidence");
        long most = calibration.Bins.Max(b => b.ExampleCount);
        foreach (ReliabilityBin bin in calibration.Bins)
        {
            (double left, double width) = (x[bin.Lower] + 1, x[bin.Upper] - x[bin.Lower] - 2);
            string title = $"Confidence {Numbers.WholePercent(bin.Lower)}–{Numbers.WholePercent(bin.Upper)}%: {Numbers.Of(bin.ExampleCount, "example", "examples")}, "
                + $"mean confidence {Numbers.Percent(bin.Confidence)}, accuracy {Numbers.Percent(bin.Accuracy)}";
            double counts = CountsHeight * bin.ExampleCount / most;
            plot.Add(Plot.Box("fill counts", left, 14 + CountsHeight - counts, width, counts, title));
            plot.Add(Plot.Box("fill accent", left, y[bin.Accuracy], width, plot.Bottom - y[bin.Accuracy], title));
            (double low, double high) = (Math.Min(bin.Accuracy, bin.Confidence), Math.Max(bin.Accuracy, bin.Confidence));
            plot.Add(Plot.Box("gap", left, y[high], width, y[low] - y[high], title));
        }

        plot.Add(Plot.Path("diagonal", Plot.Through([(x[0], y[0]), (x[1], y[1])])));
        double difference = calibration.Bins.Sum(b => b.ExampleCount * (b.Confidence - b.Accuracy));
        string says = $"Expected calibration error {Numbers.Percent(calibration.ExpectedCalibrationError)}: the model is "
            + Math.Round(difference, 9) switch { > 0 => "overconfident", < 0 => "underconfident", _ => "well calibrated" } + ". The narrow bars count examples.";
        return Section.Of(
            "reliability", "Reliability", says, wide: false,
            Section.Legend([("accent", "accuracy"), ("gap", "gap to the confidence"), ("diagonal", "perfect calibration")]),
            plot.Svg("Reliability", says),
            HardestNegatives(metrics));
    }

    private static Element? HardestNegatives(LongTailedMetrics metrics)
        => metrics.Overall.HardestNegative is null ? null : Section.Table(
            "Probability of the hardest negative, the most probable wrong class: mean",
            [.. Bucket.Shown(metrics).Select(b => b.Name)],
            [Bucket.Shown(metrics).Select(b => Numbers.PercentOrNone(b.Of.HardestNegative))]);
}
