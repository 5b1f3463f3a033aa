using System.Text;

namespace MLNet.Ride.Images;

/// <summary>What a file is, by its first bytes.</summary>
/// <param name="Name">Name of the format.</param>
/// <param name="IsImage">Whether it is an image.</param>
/// <param name="CanDecode">Whether images of this format can be decoded.</param>
internal sealed record FileFormat(string Name, bool IsImage, bool CanDecode)
{
    /// <summary>Number of bytes that tell the format.</summary>
    public const int BeginningBytes = 256;

    private const int BrandAt = 8;

    private static readonly (FileFormat Format, string Signature, int At)[] s_signatures =
    [
        (Readable("PNG"), "\u0089PNG\r\n\u001a\n", 0),
        (Readable("JPEG"), "\u00ff\u00d8\u00ff", 0),
        (Readable("GIF"), "GIF8", 0),
        (Readable("WebP"), "WEBP", BrandAt),
        (Readable("BMP"), "BM", 0),
        (Unreadable("TIFF"), "II*\0", 0),
        (Unreadable("TIFF"), "MM\0*", 0),
        (Unreadable("AVIF"), "ftypavi", 4),
        (Unreadable("HEIC"), "ftyphe", 4),
        (Unreadable("HEIC"), "ftypmif1", 4),
        (Unreadable("JPEG 2000"), "\0\0\0\u000cjP  ", 0),
        (Unreadable("JPEG XL"), "\0\0\0\u000cJXL ", 0),
        (Unreadable("JPEG XL"), "\u00ff\u000a", 0),
        (Unreadable("Photoshop"), "8BPS", 0),
        (Unreadable("SVG"), "<svg", 0),
        (new("PDF file", false, false), "%PDF", 0),
        (new("ZIP file", false, false), "PK\u0003\u0004", 0),
        (new("web page", false, false), "<!doctype html", 0),
        (new("web page", false, false), "<html", 0),
    ];

    /// <summary>The format, or <see langword="null"/> if it is unknown.</summary>
    public static FileFormat? Of(ReadOnlySpan<byte> beginning)
    {
        // Latin-1 has a character for each byte.
        string text = Encoding.Latin1.GetString(beginning[..Math.Min(beginning.Length, BeginningBytes)]);
        string markup = text.TrimStart('\u00ef', '\u00bb', '\u00bf', ' ', '\r', '\n', '\t').ToLowerInvariant();
        foreach ((FileFormat format, string signature, int at) in s_signatures)
        {
            if (signature[0] == '<' ? markup.StartsWith(signature, StringComparison.Ordinal) : text.AsSpan(Math.Min(at, text.Length)).StartsWith(signature, StringComparison.Ordinal))
            {
                return format;
            }
        }

        return markup.StartsWith("<?xml", StringComparison.Ordinal) && markup.Contains("<svg", StringComparison.Ordinal) ? Unreadable("SVG") : null;
    }

    /// <summary>Whether a file is an image that can be decoded, as far as its beginning tells.</summary>
    public static bool IsReadable(ReadOnlySpan<byte> beginning) => Of(beginning)?.CanDecode == true;

    /// <summary>Why a file cannot be decoded, as the end of a sentence about it.</summary>
    /// <param name="beginning">Its first bytes, or all of them.</param>
    public static string WhyUnreadable(ReadOnlySpan<byte> beginning)
        => beginning.IsEmpty ? "it is empty (0 bytes)"
            : Of(beginning) switch
            {
                { CanDecode: true } format => $"it is a damaged {format.Name} image",
                { IsImage: true } format => $"it is an image in {format.Name} format, which is not supported: convert it to PNG or JPEG",
                { } other => $"it is not an image, but a {other.Name}",
                null => "it is not an image of a known format (PNG, JPEG, BMP, GIF, WebP)",
            };

    private static FileFormat Readable(string name) => new(name, true, true);

    private static FileFormat Unreadable(string name) => new(name, true, false);
}
