namespace MLNet.Ride.Data.Folders;

/// <summary>Lists what is in folders, without hidden files and folders. A link to a folder that contains it is reported and not followed.</summary>
/// <param name="warn">Receives the reports.</param>
/// <param name="list">Lists a folder; <see langword="null"/> for the file system.</param>
internal sealed class FolderTree(Action<string> warn, Func<string, FileSystemInfo[]>? list = null)
{
    private static readonly EnumerationOptions s_everything = new() { AttributesToSkip = 0, IgnoreInaccessible = false };

    private readonly Func<string, FileSystemInfo[]> _list = list ?? (folder => new DirectoryInfo(folder).GetFileSystemInfos("*", s_everything));
    private readonly HashSet<string> _loops = new(StringComparer.Ordinal);

    /// <summary>Receives the reports.</summary>
    public Action<string> Warn => warn;

    /// <summary>The folders in a folder, sorted by name.</summary>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    public IReadOnlyList<string> Folders(string folder)
        => [.. Entries(Start(folder)).Where(e => e.IsFolder).Select(e => e.Path).Order(StringComparer.Ordinal)];

    /// <summary>The files of a folder and of the folders in it at every depth, each once, sorted by path.</summary>
    /// <exception cref="IOException">A folder cannot be read; the message names it.</exception>
    public IReadOnlyList<FoundFile> Files(string folder)
    {
        var files = new List<FoundFile>();
        var seen = new HashSet<string>(StringComparer.Ordinal);

        // Links come last, so that what is really in the folder is found there.
        var next = new Queue<Entry>([Start(folder)]);
        while (next.TryDequeue(out Entry? link))
        {
            Walk(link);
        }

        files.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path));
        return files;

        void Walk(Entry parent)
        {
            if (!seen.Add(parent.Real))
            {
                return;
            }

            foreach (Entry entry in Entries(parent))
            {
                bool isLinked = parent.IsLink || entry.IsLink;
                if (!entry.IsFolder)
                {
                    files.Add(entry.IsLink
                        ? new FoundFile(entry.Path, Path.GetDirectoryName(entry.Real)!, Path.GetFileName(entry.Real), isLinked)
                        : new FoundFile(entry.Path, parent.Real, Path.GetFileName(entry.Path), isLinked));
                }
                else if (entry.IsLink)
                {
                    next.Enqueue(entry);
                }
                else
                {
                    Walk(entry with { IsLink = isLinked });
                }
            }
        }
    }

    private static Entry Start(string folder) => new(folder, RealPath.Of(folder), IsFolder: true, new DirectoryInfo(folder).LinkTarget is not null);

    private IEnumerable<Entry> Entries(Entry folder)
    {
        FileSystemInfo[] entries;
        try
        {
            entries = _list(folder.Path);
        }
        catch (Exception cause) when (cause is UnauthorizedAccessException or IOException)
        {
            throw new IOException($"The folder '{folder.Path}' cannot be read. Make it readable or move it elsewhere. ({cause.Message.TrimEnd('.')}.)", cause);
        }

        foreach (FileSystemInfo info in entries.Where(e => !HiddenFiles.Contain(e)))
        {
            string path = Path.Join(folder.Path, info.Name);
            bool isLink = info.Attributes.HasFlag(FileAttributes.ReparsePoint) && info.LinkTarget is not null;
            var entry = new Entry(path, isLink ? RealPath.Of(path) : Path.Join(folder.Real, info.Name), info is DirectoryInfo, isLink);
            if (!entry.IsLink || !entry.IsFolder || !RealPath.IsWithin(folder.Real, entry.Real))
            {
                yield return entry;
            }
            else if (_loops.Add(path))
            {
                warn($"Ignored the link '{path}': it leads to '{entry.Real}', which contains it.");
            }
        }
    }

    /// <param name="Path">Where it was found.</param>
    /// <param name="Real">The same with links resolved.</param>
    /// <param name="IsFolder">Whether it is, or leads to, a folder.</param>
    /// <param name="IsLink">Whether it is a link, or was found through one.</param>
    private sealed record Entry(string Path, string Real, bool IsFolder, bool IsLink);
}
