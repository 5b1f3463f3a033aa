using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>A .zip archive seen as directories with entries; open entries live in temporary files that go with them.</summary>
internal abstract class Repository : IDisposable
{
    private readonly bool _useFileSystem;

    private protected Repository(bool useFileSystem, IExceptionContext ectx)
    {
        _useFileSystem = useFileSystem;
        ExceptionContext = ectx;
    }

    public IExceptionContext ExceptionContext { get; }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);

    /// <summary>What becomes of an entry's stream when the entry is closed.</summary>
    protected abstract void OnDispose(Entry ent);

    protected static string NormalizeForArchiveEntry(string path) => path.Replace('/', Path.DirectorySeparatorChar);

    protected string EntryPath(string dir, string name)
    {
        ExceptionContext.CheckParam(dir == null || !dir.Contains(".."), nameof(dir));
        ExceptionContext.CheckParam(!string.IsNullOrWhiteSpace(name) && !name.Contains(".."), nameof(name));
        string root = Path.GetFullPath(Path.DirectorySeparatorChar + "archive");
        string path = Path.GetFullPath(Path.Combine(root, dir ?? "", name));
        ExceptionContext.Check(path.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal));
        return NormalizeForArchiveEntry(path.Substring(root.Length + 1));
    }

    protected Stream CreateStream()
    {
        if (!_useFileSystem)
            return new MemoryStream();
        string directory = (ExceptionContext as IHostEnvironmentInternal)?.TempFilePath ?? Path.GetTempPath();
        string path = Path.Combine(Path.GetFullPath(directory), $"ml_dotnet_{Path.GetRandomFileName()}");
        return new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
    }

    public sealed class Entry : IDisposable
    {
        private Repository _repository;

        internal Entry(Repository rep, string path, Stream stream)
        {
            _repository = rep;
            Path = path;
            Stream = stream;
        }

        public string Path { get; }

        public Stream Stream { get; }

        public void Dispose()
        {
            Repository repository = _repository;
            _repository = null;
            repository?.OnDispose(this);
        }
    }
}
