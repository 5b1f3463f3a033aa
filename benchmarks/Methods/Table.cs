using System.Globalization;
using System.Text;
using MLNet.Ride.Evaluation;

namespace Methods;

/// <summary>Rows as a Markdown table.</summary>
internal static class Table
{
    public static string Write(IEnumerable<Row> rows)
    {
        var text = new StringBuilder("| method | | many | medium | few | all | experts used | MACs, million | images/s |\n|---|---|---:|---:|---:|---:|---:|---:|---:|\n");
        foreach (Row row in rows)
        {
            LongTailedMetrics m = row.Metrics;
            text.AppendLine(CultureInfo.InvariantCulture,
                $"| {row.Name} | {row.Description} | {Percent(m.Many)} | {Percent(m.Medium)} | {Percent(m.Few)} | {Percent(m.Overall)} | {m.Overall.MeanExpertsUsed:0.00} | {m.Overall.MeanMacs / 1e6:0.0} | {row.ImagesPerSecond:0} |");
        }

        return text.ToString();
    }

    private static string Percent(BucketMetrics? bucket) => bucket is null ? "" : (100 * bucket.Accuracy).ToString("0.0", CultureInfo.InvariantCulture);
}
