using MLNet.Ride.Evaluation;
using Spectre.Console;

namespace MLNet.Ride.Display;

/// <summary>Writes metrics by class frequency as a table.</summary>
public static class MetricsTable
{
    /// <summary>Writes one row per method.</summary>
    /// <param name="console">The console to write to.</param>
    /// <param name="methods">At least one, evaluated on the same data.</param>
    public static void Write(IAnsiConsole console, IReadOnlyList<LongTailedMethod> methods)
    {
        LongTailedMetrics first = methods[0].Metrics;
        Table table = new Table { Border = TableBorder.Rounded }
            .AddColumns(
                new TableColumn(""),
                Number($"many\n> {first.Bounds.ManyAbove}"),
                Number($"medium\n{first.Bounds.FewBelow}–{first.Bounds.ManyAbove}"),
                Number($"few\n< {first.Bounds.FewBelow}"),
                Number("all"),
                Number("macro"),
                Number($"top {first.TopKAccuracy.Count}"),
                Number("experts"));
        foreach ((string name, LongTailedMetrics m) in methods)
        {
            table.AddRow(
                Markup.Escape(name), Percent(m.Many?.Accuracy), Percent(m.Medium?.Accuracy), Percent(m.Few?.Accuracy), Percent(m.MicroAccuracy),
                Percent(m.MacroAccuracy), Percent(m.TopKAccuracy[^1]), m.Overall.MeanExpertsUsed is { } experts ? $"{experts:0.00}" : "–");
        }

        console.Write(table);
    }

    private static TableColumn Number(string header) => new TableColumn(header).RightAligned();

    private static string Percent(double? share) => share is { } value ? $"{100 * value:0.0}%" : "–";
}
