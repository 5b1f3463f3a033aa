using MLNet.Ride.Evaluation;

namespace QuickStart.Reporting;

/// <summary>The columns of both reports: classes with many, a medium number of and few training images, and all classes.</summary>
internal static class Buckets
{
    public static IReadOnlyList<(string Name, string Range, BucketMetrics? Metrics)> Of(LongTailedMetrics metrics) =>
    [
        ("many", $"> {metrics.MediumMost} images", metrics.Many),
        ("medium", $"{metrics.MediumLeast}–{metrics.MediumMost}", metrics.Medium),
        ("few", $"< {metrics.MediumLeast}", metrics.Few),
        ("all", "", metrics.Overall),
    ];

    public static string Accuracy(BucketMetrics? bucket) => bucket is null ? "–" : $"{100 * bucket.Accuracy:0.0} %";

    public static string ExpertsUsed(BucketMetrics? bucket) => bucket?.MeanExpertsUsed is { } mean ? $"{mean:0.00}" : "–";

    public static string Classes(BucketMetrics? bucket) => bucket switch
    {
        null => "no class",
        { ClassCount: 1 } => "1 class",
        _ => $"{bucket.ClassCount} classes",
    };
}
