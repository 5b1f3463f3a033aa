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

    /// <summary>The formats that can be decoded, for messages.</summary>
    public const string ReadableNames = "PNG, JPEG, BMP, GIF, WebP";

    private const char AnyByte = '?';

    private static readonly (FileFormat Format, string Signature)[] s_signatures =
    [
        (Readable("PNG"), "\u0089PNG\r\n\u001a\n"),
        (Readable("JPEG"), "\u00ff\u00d8\u00ff"),
        (Readable("GIF"), "GIF8"),
        (Readable("WebP"), "RIFF????WEBP"),
        (Readable("BMP"), "BM????\0\0\0\0"),
        (Unreadable("TIFF"), "II*\0"),
        (Unreadable("TIFF"), "MM\0*"),
        (Unreadable("AVIF"), "????ftypavi"),
        (Unreadable("HEIC"), "????ftyphe"),
        (Unreadable("HEIC"), "????ftypmif1"),
        (Unreadable("JPEG 2000"), "\0\0\0\u000cjP  "),
        (Unreadable("JPEG XL"), "\0\0\0\u000cJXL "),
        (Unreadable("JPEG XL"), "\u00ff\u000a"),
        (Unreadable("Photoshop"), "8BPS"),
        (Unreadable("SVG"), "<svg"),
        (new("PDF file", false, false), "%PDF"),
        (new("ZIP file", false, false), "PK\u0003\u0004"),
        (new("web page", false, false), "<!doctype html"),
        (new("web page", false, false), "<html"),
        (new("Git LFS pointer", false, false), "version https://git-lfs"),
    ];

    /// <summary>The format, or <see langword="null"/> if it is unknown.</summary>
    public static FileFormat? Of(ReadOnlySpan<byte> beginning)
    {
        // Latin-1 has a character for each byte.
        string text = Encoding.Latin1.GetString(beginning[..Math.Min(beginning.Length, BeginningBytes)]);
        string markup = text.TrimStart('\u00ef', '\u00bb', '\u00bf', ' ', '\r', '\n', '\t').ToLowerInvariant();
        foreach ((FileFormat format, string signature) in s_signatures)
        {
            if (Begins(signature[0] == '<' ? markup : text, signature))
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
                null => $"it is not an image of a known format ({ReadableNames})",
            };

    private static bool Begins(string text, string signature)
        => text.Length >= signature.Length && !signature.Where((c, i) => c != AnyByte && c != text[i]).Any();

    private static FileFormat Readable(string name) => new(name, true, true);

    private static FileFormat Unreadable(string name) => new(name, true, false);
}
