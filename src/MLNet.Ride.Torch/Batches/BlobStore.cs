using Microsoft.Win32.SafeHandles;

namespace MLNet.Ride.Torch.Batches;

/// <summary>
/// Stores byte blobs by index: in memory up to a budget, and in a temporary file beyond it. The file is read, not mapped, so it uses no
/// memory of the process. It is deleted when the store is disposed or the process ends. Thread-safe.
/// </summary>
/// <param name="memoryBudget">Maximum number of bytes held in memory; blobs beyond it go to the file.</param>
/// <param name="folder">Folder of the file; null for the system's.</param>
internal sealed class BlobStore(long memoryBudget, string? folder = null) : IDisposable
{
    private readonly object _lock = new();
    private readonly List<Blob> _blobs = [];
    private long _inMemory;
    private SafeFileHandle? _file;
    private long _fileLength;

    /// <summary>Path of the temporary file; <see langword="null"/> while everything fits in memory.</summary>
    public string? FilePath { get; private set; }

    /// <summary>Adds a blob and takes ownership of its bytes.</summary>
    /// <exception cref="IOException">The temporary file cannot be written; the message names its folder and a remedy.</exception>
    public void Add(byte[] bytes)
    {
        lock (_lock)
        {
            if (_inMemory + bytes.Length <= memoryBudget)
            {
                _blobs.Add(new Blob(bytes, 0, bytes.Length));
                _inMemory += bytes.Length;
                return;
            }

            Write(bytes);
            _blobs.Add(new Blob(null, _fileLength, bytes.Length));
            _fileLength += bytes.Length;
        }
    }

    /// <summary>Returns the bytes of a blob.</summary>
    /// <param name="index">Index of the blob, from 0, in insertion order.</param>
    /// <param name="buffer">Receives bytes that are not in memory; replaced if it is too small.</param>
    /// <returns>The store's own memory or a part of <paramref name="buffer"/>; read only.</returns>
    public ReadOnlyMemory<byte> Read(int index, ref byte[] buffer)
    {
        Blob blob;
        lock (_lock)
        {
            blob = _blobs[index];
        }

        if (blob.Bytes is not null)
        {
            return blob.Bytes;
        }

        if (buffer.Length < blob.Length)
        {
            buffer = new byte[blob.Length];
        }

        ReadFile(blob, buffer);
        return buffer.AsMemory(0, blob.Length);
    }

    /// <summary>Deletes the temporary file and releases the memory.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _file?.Dispose();
            _blobs.Clear();
        }
    }

    private void ReadFile(Blob blob, byte[] buffer)
    {
        for (int done = 0; done < blob.Length;)
        {
            int read = RandomAccess.Read(_file!, buffer.AsSpan(done, blob.Length - done), blob.Offset + done);
            done += read > 0 ? read : throw new EndOfStreamException("The temporary file of the training images is shorter than expected: another program may have truncated it.");
        }
    }

    private string Folder => folder ?? Path.GetTempPath();

    private void Write(byte[] bytes)
    {
        try
        {
            _file ??= Open();
            RandomAccess.Write(_file, bytes, _fileLength);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new IOException(
                $"Images beyond the memory budget cannot be written to a temporary file in '{Folder}': {cause.Message.TrimEnd('.')}. "
                + "Raise the memory budget, free some space there, or choose another folder (MLContext.TempFilePath, or the variable TMPDIR, on Windows TMP).",
                cause);
        }
    }

    private SafeFileHandle Open()
    {
        FilePath = Path.Combine(Folder, $"mlnet-ride-{Guid.NewGuid():N}.tmp");
        SafeFileHandle file = File.OpenHandle(
            FilePath, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete, FileOptions.DeleteOnClose | FileOptions.RandomAccess);
        if (!OperatingSystem.IsWindows())
        {
            // An open file survives the removal of its name, so not even a killed process leaves it behind.
            File.Delete(FilePath);
        }

        return file;
    }

    private readonly record struct Blob(byte[]? Bytes, long Offset, int Length);
}
