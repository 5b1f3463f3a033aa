namespace MLNet.Ride;

/// <summary>Everything that is wrong, or may be, with labeled images. Created by <c>mlContext.Data.CheckImageSets(…)</c>.</summary>
/// <param name="Parts">The parts of the data.</param>
/// <param name="Faults">The faults, sorted by kind, in the order of the images.</param>
public sealed record DataReport(IReadOnlyList<DataPart> Parts, IReadOnlyList<DataFault> Faults)
{
    /// <summary>Whether there are errors (<see cref="DataFaultLevel.Error"/>).</summary>
    public bool HasErrors => Faults.Any(fault => fault.Level == DataFaultLevel.Error);

    /// <summary>The faults of a kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>The faults, in order.</returns>
    public IReadOnlyList<DataFault> Of(DataFaultKind kind) => [.. Faults.Where(fault => fault.Kind == kind)];
}

/// <summary>A part of the data.</summary>
/// <param name="Name"><c>train</c>, <c>validation</c>, or <c>test</c>; <c>all</c> if the data has no parts.</param>
/// <param name="ImageCount">Number of its images.</param>
/// <param name="ClassCount">Number of classes of these images.</param>
public sealed record DataPart(string Name, int ImageCount, int ClassCount);

/// <summary>Something that is wrong, or may be, with labeled images.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Description">What it is in this case, as a sentence without its end.</param>
/// <param name="Images">The images that it concerns; empty if it concerns classes or files that are not images.</param>
public sealed record DataFault(DataFaultKind Kind, string Description, IReadOnlyList<ImageReference> Images)
{
    /// <summary>Format of the file, such as <c>TIFF</c>, for <see cref="DataFaultKind.UnsupportedFormat"/>; <see langword="null"/> if it is unknown.</summary>
    public string? Format { get; init; }

    /// <summary>How serious it is.</summary>
    public DataFaultLevel Level => Kind switch
    {
        <= DataFaultKind.SameImageWithOtherLabel => DataFaultLevel.Error,
        DataFaultKind.SmallClass => DataFaultLevel.Information,
        _ => DataFaultLevel.Warning,
    };
}

/// <summary>An image of the data.</summary>
/// <param name="Part">Name of its part (<see cref="DataPart.Name"/>).</param>
/// <param name="Row">Number of its row in this part, from 1.</param>
/// <param name="ImagePath">Its file; <see langword="null"/> for pixels in a CIFAR binary.</param>
/// <param name="Label">Its class.</param>
public sealed record ImageReference(string Part, int Row, string? ImagePath, string Label);

/// <summary>How serious a fault is.</summary>
public enum DataFaultLevel
{
    /// <summary>Worth knowing.</summary>
    Information,

    /// <summary>Look at it: it may be intended, or make the model or its evaluation worse.</summary>
    Warning,

    /// <summary>Training fails, or evaluation is wrong.</summary>
    Error,
}
