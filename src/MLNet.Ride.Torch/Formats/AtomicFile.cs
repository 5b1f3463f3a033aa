
namespace MLNet.Ride.Torch.Formats;

/// <summary>Writes files atomically: to a temporary file in the same folder, flushed to disk, then renamed.</summary>
internal static class AtomicFile
{
    private const string PartialExtension = ".partial";

    /// <summary>Writes a file; an existing file stays until the new one is complete.</summary>
    public static void Write(string path, Action<Stream> write)
    {
        string partial = path + PartialExtension;
        try
        {
            using (var stream = new FileStream(partial, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(partial, path, overwrite: true);
        }
        catch
        {
            File.Delete(partial);
            throw;
        }
    }
}
