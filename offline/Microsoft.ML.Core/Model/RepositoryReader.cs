using System.IO.Compression;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

internal sealed class RepositoryReader : Repository
{
    private readonly ZipArchive _archive;
    private readonly Dictionary<string, ZipArchiveEntry> _entries = [];
    private readonly HashSet<Entry> _open = [];

    private RepositoryReader(Stream stream, IExceptionContext ectx, bool useFileSystem) : base(useFileSystem, ectx)
    {
        try
        {
            _archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        }
        catch (Exception ex)
        {
            throw ExceptionContext.ExceptDecode(ex, "Failed to open a zip archive");
        }

        foreach (ZipArchiveEntry entry in _archive.Entries)
            _entries[NormalizeForArchiveEntry(entry.FullName)] = entry;
    }

    public static RepositoryReader Open(Stream stream, IExceptionContext ectx = null, bool useFileSystem = true)
    {
        ectx.CheckValue(stream, nameof(stream));
        return new RepositoryReader(stream, ectx, useFileSystem);
    }

    public Entry OpenEntry(string name) => OpenEntry(null, name);

    public Entry OpenEntry(string dir, string name)
        => OpenEntryOrNull(dir, name) ?? throw ExceptionContext.Except("Repository doesn't contain entry {0}", EntryPath(dir, name));

    public Entry OpenEntryOrNull(string name) => OpenEntryOrNull(null, name);

    public Entry OpenEntryOrNull(string dir, string name)
    {
        string path = EntryPath(dir, name);
        // Archives written on Windows have backslashes.
        if (!_entries.TryGetValue(path, out ZipArchiveEntry archived) && !_entries.TryGetValue(path.Replace('/', '\\'), out archived))
            return null;
        Stream stream = CreateStream();
        using (Stream source = archived.Open())
            source.CopyTo(stream);
        stream.Position = 0;
        var entry = new Entry(this, path, stream);
        _open.Add(entry);
        return entry;
    }

    protected override void OnDispose(Entry ent)
    {
        _open.Remove(ent);
        ent.Stream.Dispose();
    }

    protected override void Dispose(bool disposing)
    {
        foreach (Entry entry in _open.ToArray())
            entry.Dispose();
        _archive?.Dispose();
    }
}
