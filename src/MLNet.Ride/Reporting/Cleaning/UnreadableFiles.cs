using MLNet.Ride.Reporting.Html;

namespace MLNet.Ride.Reporting.Cleaning;

/// <summary>A file that cannot be read, and why.</summary>
internal static class UnreadableFiles
{
    public static Element Draw(int row, string reason, ManifestTable table)
        => new("article") { { "class", "unreadable" }, Removal.Box(row, chosen: true), new Element("small") { $"{table.PathOf(row)}: {reason}" } };
}
