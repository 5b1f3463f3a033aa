using MLNet.Ride.Evaluation;
using Spectre.Console;

namespace MLNet.Ride.Tool.Commands;

/// <summary>Writes bias and variance over several models, by bucket, as a table.</summary>
internal static class BiasVarianceTable
{
    public static void Write(IAnsiConsole console, BiasVarianceMetrics metrics)
    {
        Table table = new Table { Border = TableBorder.Rounded }.AddColumns(
            [new TableColumn($"{metrics.Runs} models"), .. ((string[])["bias", "variance", "error"]).Select(header => new TableColumn(header).RightAligned())]);
        foreach ((string name, BiasVarianceBucket? bucket) in ((string, BiasVarianceBucket?)[])[("many", metrics.Many), ("medium", metrics.Medium), ("few", metrics.Few), ("all", metrics.Overall)])
        {
            if (bucket is not null)
            {
                table.AddRow(name, $"{100 * bucket.Bias:0.0}%", $"{100 * bucket.Variance:0.0}%", $"{100 * bucket.Error:0.0}%");
            }
        }

        console.Write(table);
    }
}
