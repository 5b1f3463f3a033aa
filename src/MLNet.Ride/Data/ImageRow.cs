namespace MLNet.Ride.Data;

/// <summary>An image file and its class.</summary>
internal class ImageRow
{
    public required string ImagePath { get; init; }

    public required string Label { get; init; }

    public static IReadOnlyList<ImageRow> WithoutSplit(IEnumerable<SplitImageRow> rows)
        => [.. rows.Select(row => new ImageRow { ImagePath = row.ImagePath, Label = row.Label })];
}

/// <summary>An image file, its class, and its split.</summary>
internal sealed class SplitImageRow : ImageRow
{
    public required string Split { get; init; }
}

/// <summary>An image file and the number of its class, from 0.</summary>
internal sealed class NumberedImageRow
{
    public required string ImagePath { get; init; }

    public required uint Label { get; init; }
}
