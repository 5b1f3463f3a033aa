using MLNet.Ride.Images;

namespace MLNet.Ride.Data.Folders;

/// <summary>Finds the images among files: by the endings of their names, and other files by their content. Reports images that cannot be decoded.</summary>
internal sealed class ImageFinder
{
    private const int MostNamed = 5;

    private readonly Dictionary<string, List<string>> _foldersOfFormat = new(StringComparer.Ordinal);
    private readonly List<string> _closed = [];

    /// <summary>The images among the files of a class folder.</summary>
    public IReadOnlyList<FoundFile> Images(IEnumerable<FoundFile> files, string classFolder)
        => [.. files.Where(file => ImageEnding.IsKnown(file) || HasImage(file.Path, classFolder))];

    /// <summary>Reports the files that were skipped.</summary>
    public void Report(Action<string> warn)
    {
        foreach ((string format, List<string> folders) in _foldersOfFormat)
        {
            string[] named = [.. folders.GroupBy(f => f, StringComparer.Ordinal).Take(MostNamed + 1).Select(g => $"'{g.Key}' ({g.Count()})")];
            warn($"Skipped {Count(folders.Count, format)} in {Named(named)}: convert {(folders.Count == 1 ? "it" : "them")} to PNG or JPEG.");
        }

        if (_closed.Count > 0)
        {
            warn($"Skipped {_closed.Count} {(_closed.Count == 1 ? "file" : "files")} that cannot be opened: {Named([.. _closed.Take(MostNamed + 1).Select(f => $"'{f}'")])}.");
        }
    }

    /// <summary>The formats that were skipped with their counts, such as <c>3 TIFF images, 1 HEIC image</c>; empty if there were none.</summary>
    public string Skipped => string.Join(", ", _foldersOfFormat.Select(f => Count(f.Value.Count, f.Key)));

    private static string Count(int count, string format) => $"{count} {format} {(count == 1 ? "image" : "images")}";

    private static string Named(string[] names) => string.Join(", ", names.Take(MostNamed)) + (names.Length > MostNamed ? ", …" : string.Empty);

    private bool HasImage(string file, string classFolder)
    {
        FileFormat? format;
        try
        {
            format = FormatOf(file);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            _closed.Add(file);
            return false;
        }

        if (format is { IsImage: true, CanDecode: false })
        {
            if (!_foldersOfFormat.TryGetValue(format.Name, out List<string>? folders))
            {
                _foldersOfFormat.Add(format.Name, folders = []);
            }

            folders.Add(classFolder);
        }

        return format is { CanDecode: true };
    }

    // A pipe has no length; to open it would be to wait for its other end.
    private static FileFormat? FormatOf(string file)
    {
        if (new FileInfo(file) is not { Exists: true, Length: > 0 })
        {
            return null;
        }

        using FileStream stream = File.OpenRead(file);
        Span<byte> beginning = stackalloc byte[FileFormat.BeginningBytes];
        return FileFormat.Of(beginning[..stream.ReadAtLeast(beginning, beginning.Length, throwOnEndOfStream: false)]);
    }
}
