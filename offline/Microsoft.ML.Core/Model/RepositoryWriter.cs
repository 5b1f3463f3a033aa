using System.IO.Compression;
using System.Reflection;
using System.Text;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

internal sealed class RepositoryWriter : Repository
{
    private readonly ZipArchive _archive;
    private readonly HashSet<string> _paths = [];
    private readonly List<Entry> _open = [];
    private readonly Queue<Entry> _closed = new();
    private bool _disposed;

    private RepositoryWriter(Stream stream, IExceptionContext ectx, bool useFileSystem) : base(useFileSystem, ectx)
        => _archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);

    public static RepositoryWriter CreateNew(Stream stream, IExceptionContext ectx = null, bool useFileSystem = true)
    {
        ectx.CheckValue(stream, nameof(stream));
        var repository = new RepositoryWriter(stream, ectx, useFileSystem);
        using Entry entry = repository.CreateEntry("TrainingInfo", "Version.txt");
        using var writer = new StreamWriter(entry.Stream, new UTF8Encoding(false), 1024, leaveOpen: true);
        writer.WriteLine(typeof(RepositoryWriter).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>().InformationalVersion);
        return repository;
    }

    public Entry CreateEntry(string name) => CreateEntry(null, name);

    public Entry CreateEntry(string dir, string name)
    {
        ExceptionContext.Check(!_disposed);
        Flush();
        string path = EntryPath(dir, name);
        if (!_paths.Add(path))
            throw ExceptionContext.ExceptParam(nameof(name), "Duplicate entry: '{0}'", path);
        var entry = new Entry(this, path, CreateStream());
        _open.Add(entry);
        return entry;
    }

    public void Commit()
    {
        ExceptionContext.Check(!_disposed);
        while (_open.Count > 0)
            _open[^1].Dispose();
        Flush();
        Dispose();
    }

    protected override void OnDispose(Entry ent)
    {
        _open.Remove(ent);
        if (_disposed)
            ent.Stream.Dispose();
        else
            _closed.Enqueue(ent);
    }

    protected override void Dispose(bool disposing)
    {
        if (_disposed)
            return;
        _disposed = true;
        while (_open.Count > 0)
            _open[^1].Dispose();
        while (_closed.TryDequeue(out Entry entry))
            entry.Stream.Dispose();
        _archive.Dispose();
    }

    private void Flush()
    {
        while (_closed.TryDequeue(out Entry entry))
        {
            using Stream source = entry.Stream;
            using Stream destination = _archive.CreateEntry(entry.Path).Open();
            source.Position = 0;
            source.CopyTo(destination);
        }
    }
}
