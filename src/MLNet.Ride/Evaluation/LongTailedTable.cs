using System.Globalization;
using System.Text;

namespace MLNet.Ride.Evaluation;

/// <summary>A <see cref="LongTailedReport"/> as a Markdown table.</summary>
internal static class LongTailedTable
{
    private const string None = "–";

    public static string Write(LongTailedReport report)
    {
        LongTailedMetrics first = report.Methods[0].Metrics;
        Column[] columns =
        [
            Bucket($"many (> {first.Bounds.ManyAbove})", m => m.Many),
            Bucket($"medium ({first.Bounds.FewBelow}–{first.Bounds.ManyAbove})", m => m.Medium),
            Bucket($"few (< {first.Bounds.FewBelow})", m => m.Few),
            Bucket("all", m => m.Overall),
            Share("macro", m => m.MacroAccuracy),
            .. first.TopKAccuracy.Count > 1 ? new[] { Share($"top {first.TopKAccuracy.Count}", m => TopK(m, first.TopKAccuracy.Count)) } : [],
            Share("F1", m => m.MacroF1),
            Share("geometric mean", m => m.GeometricMeanOfRecalls),
            Share("harmonic mean", m => m.HarmonicMeanOfBuckets),
            Share("ECE", m => m.Calibration?.ExpectedCalibrationError),
            new("log-loss", m => m.Calibration is { } c ? Number(c.LogLoss, "0.000") : None),
            new("MACs, million", m => m.Overall.MeanMacs is { } macs ? Number(macs / 1e6, "0.0") : None),
        ];
        Column[] shown = [.. columns.Where(column => report.Methods.Any(m => column.Value(m.Metrics) != None))];
        var text = new StringBuilder();
        Row(text, ["", .. shown.Select(c => c.Header)]);
        Row(text, ["---", .. shown.Select(_ => "---:")]);
        foreach (LongTailedMethod method in report.Methods)
        {
            Row(text, [Escape(method.Name), .. shown.Select(c => c.Value(method.Metrics))]);
            if (method.Metrics.Overall.MeanExpertsUsed is not null)
            {
                Row(text, ["… experts used", .. shown.Select(c => c.Of(method.Metrics, b => b.MeanExpertsUsed is { } mean ? Number(mean, "0.00") : null))]);
            }

            if (method.Metrics.Overall.ExpertShares is { Count: > 1 } shares)
            {
                Row(text, [$"… used {string.Join(" / ", Enumerable.Range(1, shares.Count))}", .. shown.Select(c => c.Of(method.Metrics, Shares))]);
            }

            if (method.Metrics.Overall.HardestNegative is not null)
            {
                Row(text, ["… hardest negative", .. shown.Select(c => c.Of(method.Metrics, b => b.HardestNegative is { } p ? Percent(p) : null))]);
            }
        }

        return text.ToString();
    }

    private static Column Bucket(string header, Func<LongTailedMetrics, BucketMetrics?> bucket)
        => new(header, m => Percent(bucket(m)?.Accuracy), bucket);

    private static string? Shares(BucketMetrics bucket)
        => bucket.ExpertShares is { } shares ? string.Join(" / ", shares.Select(share => Number(100 * share, "0"))) + "%" : null;

    private static Column Share(string header, Func<LongTailedMetrics, double?> share) => new(header, m => Percent(share(m)));

    private static double? TopK(LongTailedMetrics metrics, int k) => metrics.TopKAccuracy.Count >= k ? metrics.TopKAccuracy[k - 1] : null;

    private static string Percent(double? share) => share is { } value ? Number(100 * value, "0.0") + "%" : None;

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private static string Escape(string name) => name.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");

    private static void Row(StringBuilder text, IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    private sealed class Column(string header, Func<LongTailedMetrics, string> value, Func<LongTailedMetrics, BucketMetrics?>? bucket = null)
    {
        public string Header => header;

        public string Value(LongTailedMetrics metrics) => value(metrics);

        /// <summary>Another value of the bucket; empty in a column that is not one of a bucket.</summary>
        public string Of(LongTailedMetrics metrics, Func<BucketMetrics, string?> other)
            => bucket?.Invoke(metrics) is { } ofBucket ? other(ofBucket) ?? string.Empty : string.Empty;
    }
}
