namespace MLNet.Ride.Data.Folders;

/// <summary>Paths in which all links are resolved, so that the same file has the same path.</summary>
internal static class RealPath
{
    // As many as Linux follows.
    private const int MostLinks = 40;

    public static string Of(string path)
    {
        string full = Path.GetFullPath(path);
        (string real, Stack<string> rest) = Split(full, new Stack<string>());
        int links = 0;
        while (rest.TryPop(out string? name))
        {
            string next = Path.Join(real, name);
            if (new DirectoryInfo(next).LinkTarget is not { } target)
            {
                real = next;
            }
            else if (++links > MostLinks)
            {
                return full;
            }
            else
            {
                (real, rest) = Split(Path.GetFullPath(target, real), rest);
            }
        }

        return real;
    }

    /// <summary>Whether a path is that of a folder or of something in it.</summary>
    public static bool IsWithin(string path, string folder)
        => path == folder || path.StartsWith(Path.EndsInDirectorySeparator(folder) ? folder : folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static (string Root, Stack<string> Names) Split(string full, Stack<string> after)
    {
        string root = Path.GetPathRoot(full)!;
        string[] names = full[root.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries);
        foreach (string name in Enumerable.Reverse(names))
        {
            after.Push(name);
        }

        return (root, after);
    }
}
