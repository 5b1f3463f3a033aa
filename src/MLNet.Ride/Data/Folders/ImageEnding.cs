namespace MLNet.Ride.Data.Folders;

/// <summary>Endings of the names of image files that can be decoded.</summary>
internal static class ImageEnding
{
    private static readonly HashSet<string> s_known = new(StringComparer.OrdinalIgnoreCase)
    {
        ".png", ".jpg", ".jpeg", ".jfif", ".jpe", ".bmp", ".gif", ".webp",
    };

    public static bool IsKnown(FoundFile file) => s_known.Contains(Path.GetExtension(file.Path));
}
