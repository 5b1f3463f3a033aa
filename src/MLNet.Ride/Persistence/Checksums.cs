using System.Security.Cryptography;

namespace MLNet.Ride.Persistence;

/// <summary>
/// SHA-256 checksums of the parts of a model file, in the format of <c>sha256sum -c</c>. .NET does not verify a .zip file's own checksums,
/// so damaged weights would otherwise go unnoticed.
/// </summary>
internal sealed class Checksums
{
    public const string Entry = "Ride/SHA256SUMS";
    public const int LargestSize = 4096;
    private readonly Dictionary<string, string> _sums = new(StringComparer.Ordinal);

    /// <summary>Adds the checksum of a part.</summary>
    public void Add(string entry, Stream written) => _sums[FileName(entry)] = Sum(written);

    /// <summary>Verifies the checksum of a part; the stream is rewound to its beginning.</summary>
    /// <exception cref="InvalidDataException">The checksum does not match.</exception>
    public void Check(string entry, Stream content)
    {
        if (!_sums.TryGetValue(FileName(entry), out string? expected) || Sum(content) != expected)
        {
            throw new InvalidDataException($"its SHA-256 checksum does not match that in '{Entry}'");
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

    /// <exception cref="InvalidDataException">The content is not in the format of <see cref="Write"/>.</exception>
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
