namespace MLNet.Ride.Evaluation;

/// <summary>How well a classifier does overall and for classes with many, a medium number of and few training images.</summary>
public sealed record LongTailedMetrics
{
    /// <summary>All classes. Its accuracy is the share of examples that are classified correctly.</summary>
    public required BucketMetrics Overall { get; init; }

    /// <summary>Classes with more than <see cref="MediumMost"/> training images, or <see langword="null"/> if no example is of such a class.</summary>
    public BucketMetrics? Many { get; init; }

    /// <summary>Classes with <see cref="MediumLeast"/> to <see cref="MediumMost"/> training images, or <see langword="null"/>.</summary>
    public BucketMetrics? Medium { get; init; }

    /// <summary>Classes with fewer than <see cref="MediumLeast"/> training images, or <see langword="null"/>.</summary>
    public BucketMetrics? Few { get; init; }

    /// <summary>Every class in key order.</summary>
    public required IReadOnlyList<ClassMetrics> Classes { get; init; }

    /// <summary>Fewest training images of a medium class.</summary>
    public required int MediumLeast { get; init; }

    /// <summary>Most training images of a medium class.</summary>
    public required int MediumMost { get; init; }
}
