using System.Text;
using MLNet.Ride.Evaluation;
using MLNet.Ride.Reporting.Html;

namespace MLNet.Ride.Reporting.Figures;

/// <summary>Recall of every class against its number of training images.</summary>
internal static class ClassRecall
{
    // Maximum number of points with tooltips; more are drawn as a single path, so that the page stays small.
    private const int MostNamed = 1500;

    public static Element? Draw(LongTailedMethod model, LongTailedMethod? baseline)
    {
        ClassMetrics[] classes = [.. model.Metrics.Classes.Where(c => c.Recall is not null)];
        if (classes.Length == 0)
        {
            return null;
        }

        IReadOnlyList<Bucket> buckets = Bucket.All(model.Metrics);
        var plot = new Plot(520, 310, top: 14, bottom: 46);
        var x = new LogScale(classes.Min(c => c.TrainingCount), classes.Max(c => c.TrainingCount), plot.Left + 6, plot.Right - 6);
        var y = new ShareScale(plot.Bottom, plot.Top);
        plot.RowsOf(y);
        plot.ColumnsOf(x);
        plot.Base("training images of the class");
        foreach (Bucket bucket in buckets)
        {
            ClassMetrics[] its = [.. classes.Where(c => bucket.Holds(c.TrainingCount))];
            if (its.Length > 0)
            {
                plot.Add(classes.Length <= MostNamed ? Named(its, bucket, x, y) : [Dots(its, bucket, x, y)]);
                (double from, double to) = (x[its.Min(c => c.TrainingCount)], x[its.Max(c => c.TrainingCount)]);
                (from, to) = to - from < 16 ? (from - 8, to + 8) : (from, to);
                plot.Add(Mean("mean baseline", baseline is null ? null : bucket.Metrics(baseline.Metrics), from, to, y, $"{baseline?.Name}, {bucket.Name}"));
                plot.Add(Mean("mean " + bucket.Name, bucket.Metrics(model.Metrics), from, to, y, $"{model.Name}, {bucket.Name}"));
            }
        }

        int absent = model.Metrics.Classes.Count - classes.Length;
        string says = "Each dot is a class; lines are bucket means."
            + (absent == 0 ? string.Empty : $" {Numbers.Of(absent, "class has", "classes have")} no examples and no dot.");
        return Section.Of(
            "class-recall", "Recall by training count", says, wide: false,
            Section.Legend(
            [
                .. buckets.Where(b => b.Metrics(model.Metrics) is not null).Select(b => (b.Name, b.Name)),
                .. baseline is null ? [] : new[] { ("baseline", $"mean of {baseline.Name}") },
            ]),
            plot.Svg("Recall by training count", says));
    }

    private static IEnumerable<Element> Named(IEnumerable<ClassMetrics> classes, Bucket bucket, Scale x, Scale y)
        => classes.Select(c => new Element("circle")
        {
            { "class", "dot " + bucket.Name }, { "cx", x[c.TrainingCount] }, { "cy", y[c.Recall!.Value] }, { "r", 3.5 },
            new Element("title")
            {
                $"{c.Name}: {Numbers.Percent(c.Recall.Value)} of {Numbers.Of(c.ExampleCount, "example", "examples")}, ",
                Numbers.Of(c.TrainingCount, "training image", "training images"),
            },
        });

    private static Element Dots(IEnumerable<ClassMetrics> classes, Bucket bucket, Scale x, Scale y)
    {
        var path = new StringBuilder();
        foreach ((double cx, double cy) in classes.Select(c => (Math.Round(x[c.TrainingCount], 1), Math.Round(y[c.Recall!.Value], 1))).Distinct())
        {
            path.Append('M').Append(Numbers.Place(cx)).Append(' ').Append(Numbers.Place(cy)).Append("h0");
        }

        return Plot.Path("dots " + bucket.Name, path.ToString());
    }

    private static IEnumerable<Element> Mean(string style, BucketMetrics? bucket, double from, double to, Scale y, string of)
        => bucket is null
            ? []
            : [Plot.Path(style, Plot.Through([(from, y[bucket.Accuracy]), (to, y[bucket.Accuracy])]), $"{of}: mean {Numbers.Percent(bucket.Accuracy)}")];
}
