using MLNet.Ride.Evaluation;
using MLNet.Ride.Reporting.Html;
using MLNet.Ride.Torch.Training;

namespace MLNet.Ride.Reporting.Figures;

/// <summary>Loss and validation accuracy, by epoch, across all stages.</summary>
internal static class TrainingCurves
{
    // More points than this cannot be distinguished.
    private const int MostPoints = 600;

    private static readonly (string Style, Func<ValidationAccuracy, double?> Of)[] s_curves =
        [("many", v => v.Many), ("medium", v => v.Medium), ("few", v => v.Few), ("all", v => v.Overall)];

    public static Element? Draw(IReadOnlyList<TrainingEpoch>? epochs)
    {
        if (epochs is not { Count: > 0 })
        {
            return null;
        }

        bool isValidated = epochs.Any(e => e.Validation is not null);
        string says = $"{Numbers.Of(epochs.Count, "epoch", "epochs")}: {string.Join(", ", Stages(epochs).Select(s => $"{s.Count} in stage {s.Name}"))}.";
        return Section.Of(
            "training-curves", "Training", says, wide: true,
            isValidated ? Section.Legend(s_curves.Where(c => epochs.Any(e => e.Validation is { } v && c.Of(v) is not null)).Select(c => (c.Style, c.Style))) : null,
            new Element("div") { { "class", "beside" }, Loss(epochs, says), isValidated ? Accuracy(epochs, says) : null });
    }

    private static Element Loss(IReadOnlyList<TrainingEpoch> epochs, string says)
    {
        double[] losses = [.. epochs.Select(e => e.Loss).OfType<double>()];
        (Plot plot, Scale x) = Frame(epochs);
        (double least, double most) = losses.Length == 0 ? (0, 1) : (Math.Min(0, losses.Min()), losses.Max());
        var y = new LinearScale(least, most > least ? most : least + 1, plot.Bottom, plot.Top);
        plot.RowsOf(y);
        int start = 0;
        foreach ((_, int count) in Stages(epochs))
        {
            // Each stage has its own loss, so no line connects them.
            plot.Add(Curve("curve accent", Enumerable.Range(start, count).Where(i => epochs[i].Loss is not null).Select(i => (x[i + 1], y[epochs[i].Loss!.Value]))));
            start += count;
        }

        plot.Add(Plot.Text("label strong", plot.Left, 14, "loss"));
        return plot.Svg("Training loss", says);
    }

    private static Element Accuracy(IReadOnlyList<TrainingEpoch> epochs, string says)
    {
        (Plot plot, Scale x) = Frame(epochs);
        var y = new ShareScale(plot.Bottom, plot.Top);
        plot.RowsOf(y);
        foreach ((string style, Func<ValidationAccuracy, double?> of) in s_curves)
        {
            (double X, double Y)[] points =
                [.. epochs.Select((e, i) => (X: i + 1, Y: e.Validation is { } v ? of(v) : null)).Where(p => p.Y is not null).Select(p => (x[p.X], y[p.Y!.Value]))];
            plot.Add(Curve("curve " + style, points));
        }

        plot.Add(Plot.Text("label strong", plot.Left, 14, "accuracy on validation images"));
        return plot.Svg("Validation accuracy", says);
    }

    private static (Plot Plot, Scale X) Frame(IReadOnlyList<TrainingEpoch> epochs)
    {
        var plot = new Plot(520, 304, top: 44, bottom: 46);
        var x = new LinearScale(1, epochs.Count, plot.Left, plot.Right, ticks: 8, isWhole: true);
        plot.ColumnsOf(x);
        plot.Base("epoch");
        int start = 0;
        foreach ((string name, int count) in Stages(epochs))
        {
            double at = x[start + 1] - (start > 0 ? (x[2] - x[1]) / 2 : 0);
            if (start > 0)
            {
                plot.Add(Plot.Line("stage", at, plot.Top, at, plot.Bottom));
            }

            double room = x[start + count] - at;
            if (room > 60)
            {
                plot.Add(Plot.Text("tick end", x[start + count] - 4, plot.Top - 6, Names.Fit(name, room)));
            }

            start += count;
        }

        return (plot, x);
    }

    private static Element Curve(string style, IEnumerable<(double X, double Y)> points)
    {
        (double X, double Y)[] all = [.. points];
        int step = (all.Length + MostPoints - 1) / MostPoints;
        return all.Length == 1
            ? Plot.Path(style + " point", $"M{Numbers.Place(all[0].X)} {Numbers.Place(all[0].Y)}h0")
            : Plot.Path(style, Plot.Through(all.Where((_, i) => step <= 1 || i % step == 0 || i == all.Length - 1)));
    }

    private static IEnumerable<(string Name, int Count)> Stages(IReadOnlyList<TrainingEpoch> epochs)
        => epochs.GroupBy(e => e.Stage).Select(s => (s.Key, s.Count()));
}
