
namespace MLNet.Ride.Torch.Formats;

/// <summary>Files that are there as a whole or not at all: written beside their place, brought to the disk, then renamed.</summary>
internal static class AtomicFile
{
    private const string PartialExtension = ".partial";

    /// <summary>Writes a file; until that has succeeded, what was there before stays.</summary>
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
