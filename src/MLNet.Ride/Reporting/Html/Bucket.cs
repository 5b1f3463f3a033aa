using MLNet.Ride.Evaluation;

namespace MLNet.Ride.Reporting.Html;

/// <summary>A bucket of classes as shown in all figures: name, range, and style.</summary>
/// <param name="Name"><c>many</c>, <c>medium</c> or <c>few</c>: also its CSS class.</param>
/// <param name="Range">Numbers of training images.</param>
/// <param name="Metrics">Selects its metrics from an evaluation.</param>
/// <param name="Holds">Whether a class with this number of training images belongs to it.</param>
internal sealed record Bucket(string Name, string Range, Func<LongTailedMetrics, BucketMetrics?> Metrics, Func<int, bool> Holds)
{
    public static IReadOnlyList<Bucket> All(LongTailedMetrics m)
        =>
        [
            new("many", $"> {m.Bounds.ManyAbove} images", x => x.Many, m.Bounds.IsMany),
            new("medium", $"{m.Bounds.FewBelow}–{m.Bounds.ManyAbove} images", x => x.Medium, m.Bounds.IsMedium),
            new("few", $"< {m.Bounds.FewBelow} images", x => x.Few, m.Bounds.IsFew),
        ];

    /// <summary>The buckets that have examples, and all classes together.</summary>
    public static IReadOnlyList<(string Name, BucketMetrics Of)> Shown(LongTailedMetrics m)
        => [.. All(m).Where(b => b.Metrics(m) is not null).Select(b => (b.Name, b.Metrics(m)!)), ("all", m.Overall)];

    /// <summary>Returns the bucket of a class.</summary>
    public static Bucket Of(IReadOnlyList<Bucket> buckets, ClassMetrics c) => buckets.First(b => b.Holds(c.TrainingCount));
}
