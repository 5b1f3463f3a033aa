using MLNet.Ride.Evaluation;
using MLNet.Ride.Reporting.Html;

namespace MLNet.Ride.Reporting.Figures;

/// <summary>Confusion matrix of the most confused classes.</summary>
internal static class Confusion
{
    private const int MostClasses = 14;
    private const int MostPairs = 12;
    private const double Cell = 36;
    private const double NameRoom = 132;

    public static Element? Draw(LongTailedMetrics metrics)
    {
        LabeledConfusionMatrix confusion = metrics.Confusion;
        IReadOnlyList<ConfusionCell> pairs = confusion.MostConfused(200);
        if (pairs.Count == 0)
        {
            return null;
        }

        // Classes are added in pairs, the most confused first, and shown in key order.
        var chosen = new SortedSet<int>();
        foreach (ConfusionCell pair in pairs)
        {
            int[] added = [.. new[] { pair.Actual, pair.Predicted }.Where(c => !chosen.Contains(c))];
            if (chosen.Count + added.Length <= MostClasses)
            {
                chosen.UnionWith(added);
            }
        }

        int[] classes = [.. chosen];
        string which = classes.Length < metrics.Classes.Count ? $"; the {classes.Length} most confused of {Numbers.Count(metrics.Classes.Count)} classes" : "";
        string says = $"For the examples of a class (row), the percentage classified as each class (column){which}.";
        return Section.Of(
            "confusion", "Most confused classes", says, wide: true,
            new Element("div") { { "class", "beside" }, Matrix(metrics, classes, says), List(metrics, pairs) });
    }

    private static Element Matrix(LongTailedMetrics metrics, int[] classes, string says)
    {
        double side = Cell * classes.Length;
        var plot = new Plot(NameRoom + side + 60, 96 + side + 24, left: NameRoom, top: 96, right: 60, bottom: 24);
        for (int i = 0; i < classes.Length; i++)
        {
            string name = metrics.Classes[classes[i]].Name;
            (double across, double down) = (plot.Left + (Cell * i), plot.Top + (Cell * i));
            plot.Add(Plot.Text("tick end", plot.Left - 8, down + 22, Names.Fit(name, NameRoom - 12)));
            plot.Add(new Element("text")
            {
                { "class", "tick" }, { "transform", $"translate({Numbers.Place(across + 15)} {Numbers.Place(plot.Top - 8)}) rotate(-50)" }, Names.Fit(name, 108),
            });
            for (int j = 0; j < classes.Length; j++)
            {
                plot.Add(CellOf(metrics, classes[i], classes[j], plot.Left + (Cell * j), down));
            }
        }

        plot.Add(Plot.Text("label middle", plot.Left + (side / 2), plot.Bottom + 18, "predicted"));
        return plot.Svg("Most confused classes", says);
    }

    private static IEnumerable<Element> CellOf(LongTailedMetrics metrics, int actual, int predicted, double x, double y)
    {
        long count = metrics.Confusion[actual, predicted];
        ClassMetrics row = metrics.Classes[actual];
        double share = row.ExampleCount == 0 ? 0 : (double)count / row.ExampleCount;
        string style = actual == predicted ? "right" : "wrong";
        Element box = Plot.Box(
            $"cell {style}", x + 1, y + 1, Cell - 2, Cell - 2,
            $"{row.Name} classified as {metrics.Classes[predicted].Name}: {Numbers.Count(count)} of {Numbers.Of(row.ExampleCount, "example", "examples")}");
        box.Add("fill-opacity", Numbers.Of(share == 0 ? 0.04 : 0.1 + (0.9 * share), "0.00"));
        return share < 0.005
            ? [box]
            : [box, Plot.Text($"value middle {(share > 0.45 ? "on-" + style : string.Empty)}", x + (Cell / 2), y + (Cell / 2) + 4, Numbers.WholePercent(share))];
    }

    private static Element List(LongTailedMetrics metrics, IReadOnlyList<ConfusionCell> pairs)
        => new("div")
        {
            { "class", "pairs" },
            Section.Table(
                "The most frequent mistakes",
                ["class", "mistaken for", "examples"],
                pairs.Take(MostPairs).Select(p => new[]
                {
                    metrics.Classes[p.Actual].Name,
                    metrics.Classes[p.Predicted].Name,
                    $"{Numbers.Count(p.Count)} of {Numbers.Count(metrics.Classes[p.Actual].ExampleCount)}",
                })),
        };
}
