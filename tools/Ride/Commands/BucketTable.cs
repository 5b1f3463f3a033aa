using MLNet.Ride.Evaluation;
using Spectre.Console;

namespace MLNet.Ride.Tool.Commands;

/// <summary>Writes, for each bucket, the probability of the hardest negative and the share of the images by number of experts used.</summary>
internal static class BucketTable
{
    public static void Write(IAnsiConsole console, LongTailedMetrics metrics)
    {
        IReadOnlyList<double> shares = metrics.Overall.ExpertShares is { Count: > 1 } several ? several : [];
        Table table = new Table { Border = TableBorder.Rounded }.AddColumns(
            [new TableColumn(""), new TableColumn("hardest negative").RightAligned(), .. shares.Select((_, i) => new TableColumn(i == 0 ? "1 expert" : $"{i + 1} experts").RightAligned())]);
        foreach ((string name, BucketMetrics? bucket) in ((string, BucketMetrics?)[])[("many", metrics.Many), ("medium", metrics.Medium), ("few", metrics.Few), ("all", metrics.Overall)])
        {
            if (bucket is not null)
            {
                table.AddRow([name, Percent(bucket.HardestNegative), .. shares.Select((_, i) => Percent(bucket.ExpertShares?[i]))]);
            }
        }

        console.Write(table);
    }

    private static string Percent(double? share) => share is { } value ? $"{100 * value:0.0}%" : "–";
}
