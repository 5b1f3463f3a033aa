namespace MLNet.Ride.Data.Folders;

/// <summary>Recognizes what systems and editors keep for themselves: thumbnails, checkpoints, trash.</summary>
internal static class HiddenFiles
{
    private static readonly HashSet<string> s_names = new(StringComparer.OrdinalIgnoreCase)
    {
        "@eaDir", "__MACOSX", "$RECYCLE.BIN", "System Volume Information", "lost+found",
    };

    public static bool Contain(FileSystemInfo entry)
        => entry.Name.StartsWith('.') || s_names.Contains(entry.Name) || (entry.Attributes & (FileAttributes.Hidden | FileAttributes.System)) != 0;
}
