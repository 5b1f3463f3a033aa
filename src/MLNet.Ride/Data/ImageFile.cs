using Microsoft.ML.Data;

namespace MLNet.Ride.Data;

/// <summary>Checks whether a file is a readable image.</summary>
internal static class ImageFile
{
    private const int BeginningBytes = 12;

    private static ReadOnlySpan<byte> Png => [0x89, (byte)'P', (byte)'N', (byte)'G'];

    private static ReadOnlySpan<byte> Jpeg => [0xFF, 0xD8, 0xFF];

    /// <summary>Returns the reason why the image cannot be read, or <see langword="null"/> if it can.</summary>
    /// <param name="path">The file.</param>
    /// <param name="decode">Whether to decode it; otherwise only its first bytes are checked.</param>
    public static string? Problem(string path, bool decode)
    {
        if (!File.Exists(path))
        {
            return Directory.Exists(path) ? "it is a folder" : "the file does not exist";
        }

        try
        {
            using FileStream stream = File.OpenRead(path);
            long length = stream.Length;
            if (length == 0)
            {
                return "it is empty (0 bytes)";
            }

            return HasKnownBeginning(stream) && (!decode || CanDecode(stream))
                ? null
                : $"its {length} bytes are not an image in a supported format (PNG, JPEG, BMP, GIF, WebP), or are damaged";
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            return cause.Message.TrimEnd('.');
        }
    }

    private static bool HasKnownBeginning(FileStream stream)
    {
        Span<byte> bytes = stackalloc byte[BeginningBytes];
        bytes = bytes[..stream.ReadAtLeast(bytes, BeginningBytes, throwOnEndOfStream: false)];
        stream.Position = 0;
        return bytes.StartsWith(Png) || bytes.StartsWith(Jpeg) || bytes.StartsWith("BM"u8)
            || bytes.StartsWith("GIF8"u8) || (bytes.StartsWith("RIFF"u8) && bytes[Math.Min(8, bytes.Length)..].StartsWith("WEBP"u8));
    }

    // Decoding closes the stream.
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
