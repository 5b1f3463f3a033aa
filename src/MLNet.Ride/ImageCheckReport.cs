namespace MLNet.Ride;

/// <summary>The result of checking image files.</summary>
/// <param name="ReadableCount">Number of rows whose image can be read.</param>
/// <param name="Unreadable">The other rows, in order.</param>
public sealed record ImageCheckReport(int ReadableCount, IReadOnlyList<UnreadableImage> Unreadable)
{
    /// <summary>Number of rows whose image cannot be read.</summary>
    public int UnreadableCount => Unreadable.Count;
}

/// <summary>An image file that cannot be read.</summary>
/// <param name="Row">Number of its row, from 1.</param>
/// <param name="ImagePath">The file.</param>
/// <param name="Reason">The reason: <c>the file does not exist</c>, <c>it is empty (0 bytes)</c>, ….</param>
public sealed record UnreadableImage(int Row, string ImagePath, string Reason);
