using System.Text;
using MLNet.Ride.Evaluation;
using MLNet.Ride.Reporting.Html;

namespace MLNet.Ride.Reporting.Figures;

/// <summary>Training images of every class, the most frequent first, on a logarithmic scale.</summary>
internal static class Distribution
{
    // With more bars, the gaps between them would not be visible.
    private const int MostBars = 240;
    private const double WidestBar = 80;

    public static Element Draw(LongTailedMetrics metrics)
    {
        ClassMetrics[] classes = [.. metrics.Classes.OrderByDescending(c => c.TrainingCount)];
        IReadOnlyList<Bucket> buckets = Bucket.All(metrics);
        (int most, int least) = (classes[0].TrainingCount, classes[^1].TrainingCount);
        var plot = new Plot(1080, 270, left: 62);
        var x = new LinearScale(0, classes.Length, plot.Left, plot.Right);
        var y = new LogScale(Math.Min(least, 1), most, plot.Bottom, plot.Top);
        plot.RowsOf(y);
        plot.ColumnsOf(new LinearScale(0, classes.Length, plot.Left, plot.Right, ticks: 10, isWhole: true));
        plot.Base("classes, most frequent first");
        plot.Add(classes.Length <= MostBars ? Bars(plot, classes, buckets, x, y) : Areas(plot, classes, buckets, x, y));
        string says = $"{Numbers.Of(classes.Length, "class", "classes")} with {Numbers.Count(most)} to {Numbers.Of(least, "training image", "training images")}"
            + (least > 0 && most > least ? $": the most frequent has {Numbers.Of((double)most / least, "#,0.#").Replace(',', '\u202F')} times as many as the rarest." : ".");
        return Section.Of(
            "class-distribution", "Class distribution", says, wide: true,
            Section.Legend(buckets.Select(b => (Bucket: b, Count: classes.Count(c => b.Holds(c.TrainingCount)))).Where(b => b.Count > 0)
                .Select(b => (b.Bucket.Name, $"{b.Bucket.Name} ({b.Bucket.Range}): {Numbers.Of(b.Count, "class", "classes")}"))),
            plot.Svg("Class distribution", says));
    }

    private static IEnumerable<Element> Bars(Plot plot, ClassMetrics[] classes, IReadOnlyList<Bucket> buckets, Scale x, Scale y)
    {
        double step = x[1] - x[0];
        double width = Math.Min(step * 0.84, WidestBar);
        return classes.Select((c, i) => Plot.Box(
            "fill " + Bucket.Of(buckets, c).Name, x[i] + ((step - width) / 2), y[c.TrainingCount], width, plot.Bottom - y[c.TrainingCount],
            $"{c.Name}: {Numbers.Of(c.TrainingCount, "image", "images")}"));
    }

    // Steps at each change of the count; at most two per pixel, regardless of the number of classes.
    private static IEnumerable<Element> Areas(Plot plot, ClassMetrics[] classes, IReadOnlyList<Bucket> buckets, Scale x, Scale y)
        => buckets.Where(b => classes.Any(c => b.Holds(c.TrainingCount))).Select(bucket =>
        {
            int first = Array.FindIndex(classes, c => bucket.Holds(c.TrainingCount));
            int end = Array.FindLastIndex(classes, c => bucket.Holds(c.TrainingCount)) + 1;
            var path = new StringBuilder($"M{Numbers.Place(x[first])} {Numbers.Place(plot.Bottom)}");
            double lastX = double.NegativeInfinity;
            double lastY = double.NaN;
            for (int i = first; i < end; i++)
            {
                (double left, double top) = (Math.Round(x[i], 1), Math.Round(y[classes[i].TrainingCount], 1));
                if (top != lastY && left - lastX >= 0.5)
                {
                    path.Append('H').Append(Numbers.Place(left)).Append('V').Append(Numbers.Place(top));
                    (lastX, lastY) = (left, top);
                }
            }

            path.Append('H').Append(Numbers.Place(x[end])).Append('V').Append(Numbers.Place(plot.Bottom)).Append('Z');
            return Plot.Path("fill " + bucket.Name, path.ToString(), $"{bucket.Name}: {Numbers.Of(end - first, "class", "classes")}");
        });
}
