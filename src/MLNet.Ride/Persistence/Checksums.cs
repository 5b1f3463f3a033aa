using System.Security.Cryptography;

namespace MLNet.Ride.Persistence;

/// <summary>
/// SHA-256 of the parts of a model file, in the form that the command <c>sha256sum -c</c> reads. .NET does not compare a .zip's own
/// checksums, so that damaged numbers would go unnoticed.
/// </summary>
internal sealed class Checksums
{
    public const string Entry = "Ride/SHA256SUMS";
    public const int LargestSize = 4096;
    private readonly Dictionary<string, string> _sums = new(StringComparer.Ordinal);

    /// <summary>Adds what was written to a part.</summary>
    public void Add(string entry, Stream written) => _sums[FileName(entry)] = Sum(written);

    /// <summary>Compares a part with its checksum; the stream is left at its beginning.</summary>
    /// <exception cref="InvalidDataException">The bytes are not those that were saved.</exception>
    public void Check(string entry, Stream content)
    {
        if (!_sums.TryGetValue(FileName(entry), out string? expected) || Sum(content) != expected)
        {
            throw new InvalidDataException($"its bytes are not those that were saved: their SHA-256 differs from that in '{Entry}'");
        }

        content.Position = 0;
    }

    public void Write(Stream stream)
    {
        using var writer = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
        foreach ((string file, string sum) in _sums)
        {
            writer.WriteLine($"{sum}  {file}");
        }
    }

    /// <exception cref="InvalidDataException">The content is not what <see cref="Write"/> writes.</exception>
    public static Checksums Read(Stream stream)
    {
        if (stream.Length > LargestSize)
        {
            throw new InvalidDataException($"it has {stream.Length} bytes, more than {LargestSize}");
        }

        var sums = new Checksums();
        using var reader = new StreamReader(stream, leaveOpen: true);
        while (reader.ReadLine() is { } line)
        {
            string[] parts = line.Split("  ", 2);
            sums._sums[parts.Length == 2 ? parts[1] : throw new InvalidDataException($"'{line}' is not a checksum and a file name")] = parts[0];
        }

        return sums;
    }

    private static string FileName(string entry) => entry[(entry.LastIndexOf('/') + 1)..];

    private static string Sum(Stream stream)
    {
        stream.Position = 0;
        return Convert.ToHexString(SHA256.HashData(stream)).ToLowerInvariant();
    }
}
