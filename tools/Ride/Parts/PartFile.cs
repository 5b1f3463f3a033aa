using System.Security.Cryptography;
using System.Text;

namespace MLNet.Ride.Tool.Parts;

/// <summary>
/// A file of lines that is complete or does not exist. Until it is complete, its lines are in another file next to it, to which an interrupted command adds
/// the rest when it is started again.
/// </summary>
internal sealed class PartFile
{
    private const string Partial = ".partial";
    private const int DigestLength = 12;

    private readonly string _path;
    private readonly string _partial;

    /// <param name="path">Path of the complete file.</param>
    /// <param name="identity">All that determines its lines; lines of anything else are not continued.</param>
    public PartFile(string path, string identity)
    {
        _path = path;
        _partial = $"{path}.{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)))[..DigestLength]}{Partial}";
    }

    /// <summary>Adds the lines that are missing, and completes the file.</summary>
    /// <param name="lines">Returns the lines after the first so many, in portions that are written together.</param>
    public void Write(Func<long, IEnumerable<IReadOnlyList<string>>> lines)
    {
        DeleteOthers();
        using (var stream = new FileStream(_partial, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read))
        {
            long kept = KeepWholeLines(stream);
            using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
            foreach (IReadOnlyList<string> portion in lines(kept))
            {
                foreach (string line in portion)
                {
                    writer.WriteLine(line);
                }

                writer.Flush();
            }

            stream.Flush(flushToDisk: true);
        }

        File.Move(_partial, _path, overwrite: true);
    }

    // Those that were begun with other settings.
    private void DeleteOthers()
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(_path))!;
        foreach (string other in Directory.EnumerateFiles(folder, $"{Path.GetFileName(_path)}.*{Partial}").Where(file => Path.GetFileName(file) != Path.GetFileName(_partial)))
        {
            File.Delete(other);
        }
    }

    // A line that is not whole is cut off.
    private static long KeepWholeLines(FileStream stream)
    {
        (long lines, long end, long position) = (0, 0, 0);
        var buffer = new byte[1 << 16];
        for (int count; (count = stream.Read(buffer)) > 0; position += count)
        {
            for (int i = 0; i < count; i++)
            {
                if (buffer[i] == (byte)'\n')
                {
                    (lines, end) = (lines + 1, position + i + 1);
                }
            }
        }

        stream.SetLength(end);
        stream.Position = end;
        return lines;
    }
}
