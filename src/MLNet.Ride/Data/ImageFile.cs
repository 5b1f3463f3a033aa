using Microsoft.ML.Data;

namespace MLNet.Ride.Data;

/// <summary>Tells whether a file is an image that can be read.</summary>
internal static class ImageFile
{
    private static readonly byte[][] s_beginnings =
    [
        [0x89, (byte)'P', (byte)'N', (byte)'G'], [0xFF, 0xD8, 0xFF], "BM"u8.ToArray(), "GIF8"u8.ToArray(), "RIFF"u8.ToArray(),
    ];

    /// <summary>Why the image cannot be read, or <see langword="null"/> if it can.</summary>
    /// <param name="path">The file.</param>
    /// <param name="decode">Whether to decode it; else only its first bytes are looked at.</param>
    public static string? Problem(string path, bool decode)
    {
        if (!File.Exists(path))
        {
            return Directory.Exists(path) ? "it is a folder" : path.Length == 0 ? "the path is empty" : "there is no such file";
        }

        try
        {
            using FileStream stream = File.OpenRead(path);
            return stream.Length == 0 ? "it is empty (0 bytes)" : HasKnownBeginning(stream) && (!decode || CanDecode(stream)) ? null
                : $"its {stream.Length} bytes are not an image of a known format (PNG, JPEG, BMP, GIF, WebP), or are damaged";
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            return cause.Message.TrimEnd('.');
        }
    }

    private static bool HasKnownBeginning(FileStream stream)
    {
        Span<byte> beginning = stackalloc byte[4];
        int count = stream.ReadAtLeast(beginning, beginning.Length, throwOnEndOfStream: false);
        stream.Position = 0;
        byte[] bytes = beginning[..count].ToArray();
        return Array.Exists(s_beginnings, known => bytes.AsSpan().StartsWith(known));
    }

    private static bool CanDecode(FileStream stream)
    {
        try
        {
            MLImage.CreateFromStream(stream).Dispose();
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
