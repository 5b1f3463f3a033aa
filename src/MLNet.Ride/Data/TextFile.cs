using System.Text;
using System.Text.Unicode;

namespace MLNet.Ride.Data;

/// <summary>Reads text files, which must be UTF-8 unless a byte-order mark says otherwise.</summary>
internal static class TextFile
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="InvalidDataException">The file is not UTF-8; the message names the line.</exception>
    public static T Read<T>(string file, Func<StreamReader, T> read)
    {
        if (!File.Exists(file))
        {
            throw new FileNotFoundException($"The file '{file}' does not exist (full path: '{Path.GetFullPath(file)}').", file);
        }

        try
        {
            using StreamReader reader = Open(file);
            return read(reader);
        }
        catch (DecoderFallbackException cause)
        {
            throw new InvalidDataException(
                $"Line {FirstInvalidLine(file)} of '{file}' is not UTF-8. Save the file as UTF-8 (in Excel: \"CSV UTF-8\").", cause);
        }
    }

    /// <summary>Opens a file that was read before, to its end.</summary>
    public static StreamReader Open(string file) => new(file, s_strict, detectEncodingFromByteOrderMarks: true);

    public static IEnumerable<string> Lines(TextReader reader)
    {
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    private static int FirstInvalidLine(string file)
    {
        ReadOnlySpan<byte> rest = File.ReadAllBytes(file);
        for (int line = 1; ; line++)
        {
            int end = rest.IndexOf((byte)'\n');
            if (end < 0 || !Utf8.IsValid(rest[..end]))
            {
                return line;
            }

            rest = rest[(end + 1)..];
        }
    }
}
