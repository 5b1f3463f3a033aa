using MLNet.Ride.Evaluation;
using Spectre.Console;

namespace MLNet.Ride.Tool.Commands;

/// <summary>Writes accuracy against cost, by routing threshold, as a table.</summary>
internal static class RoutingTable
{
    public static void Write(IAnsiConsole console, IReadOnlyList<RoutingPoint> points)
    {
        Table table = new Table { Border = TableBorder.Rounded }.AddColumns(
            [.. ((string[])["threshold", "experts used", "million MACs", "many", "medium", "few", "all"]).Select(header => new TableColumn(header).RightAligned())]);
        foreach (RoutingPoint point in points)
        {
            table.AddRow(
                $"{point.Threshold:0.###}", $"{point.ExpertsUsed:0.00}", $"{point.Macs / 1e6:N1}", Percent(point.Many), Percent(point.Medium), Percent(point.Few), Percent(point.Accuracy));
        }

        console.Write(table);
    }

    private static string Percent(double? share) => share is { } value ? $"{100 * value:0.0}%" : "–";
}
