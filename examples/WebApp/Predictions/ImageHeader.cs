using System.Buffers.Binary;

namespace WebApp.Predictions;

/// <summary>
/// Reads width and height from the header of an image file. A file of a few kilobytes may decode to gigabytes, so this is checked first.
/// </summary>
internal static class ImageHeader
{
    /// <returns>Width and height, or <see langword="null"/> if the bytes are not a PNG, JPEG, BMP, GIF, or WebP file.</returns>
    public static (long Width, long Height)? Size(ReadOnlySpan<byte> file) => file switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', ..] when file.Length >= 24 => (BinaryPrimitives.ReadUInt32BigEndian(file[16..]), BinaryPrimitives.ReadUInt32BigEndian(file[20..])),
        [0xFF, 0xD8, ..] => Jpeg(file),
        [(byte)'B', (byte)'M', ..] when file.Length >= 26 => Bmp(file),
        [(byte)'G', (byte)'I', (byte)'F', ..] when file.Length >= 13 => Gif(file),
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => WebP(file[12..]),
        _ => null,
    };

    // The size is in the frame header (SOF), behind segments of any number and length.
    private static (long, long)? Jpeg(ReadOnlySpan<byte> file)
    {
        for (int at = 2; at + 9 <= file.Length;)
        {
            byte marker = file[at + 1];
            if (file[at] != 0xFF || marker == 0xFF)
            {
                at++;
                continue;
            }

            switch (marker)
            {
                case 0x00 or 0x01 or (>= 0xD0 and <= 0xD8):
                    at += 2;
                    break;
                case >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC):
                    return (BigEndian(file[(at + 7)..]), BigEndian(file[(at + 5)..]));
                case 0xD9 or 0xDA:
                    return null;
                default:
                    at += 2 + Math.Max(BigEndian(file[(at + 2)..]), (ushort)2);
                    break;
            }
        }

        return null;
    }

    private static (long, long) Bmp(ReadOnlySpan<byte> file)
        => BinaryPrimitives.ReadInt32LittleEndian(file[14..]) == 12
            ? (LittleEndian(file[18..]), LittleEndian(file[20..]))
            : (Math.Abs((long)BinaryPrimitives.ReadInt32LittleEndian(file[18..])), Math.Abs((long)BinaryPrimitives.ReadInt32LittleEndian(file[22..])));

    // The first frame may be larger than the screen, which decoders then enlarge.
    private static (long, long)? Gif(ReadOnlySpan<byte> file)
    {
        (long width, long height) = (LittleEndian(file[6..]), LittleEndian(file[8..]));
        int at = 13 + ((file[10] & 0x80) != 0 ? 6 << (file[10] & 7) : 0);
        while (at + 10 <= file.Length && file[at] == 0x21)
        {
            // An extension: blocks preceded by their length, up to one of length 0.
            for (at += 2; at < file.Length && file[at] != 0;)
            {
                at += file[at] + 1;
            }

            at++;
        }

        return at + 10 <= file.Length && file[at] == 0x2C
            ? (Math.Max(width, LittleEndian(file[(at + 1)..]) + LittleEndian(file[(at + 5)..])), Math.Max(height, LittleEndian(file[(at + 3)..]) + LittleEndian(file[(at + 7)..])))
            : null;
    }

    private static (long, long)? WebP(ReadOnlySpan<byte> chunk) => chunk switch
    {
        [(byte)'V', (byte)'P', (byte)'8', (byte)' ', ..] when chunk.Length >= 18 => (LittleEndian(chunk[14..]) & 0x3FFF, LittleEndian(chunk[16..]) & 0x3FFF),
        [(byte)'V', (byte)'P', (byte)'8', (byte)'L', _, _, _, _, _, var a, var b, var c, var d, ..]
            => ((a | ((b & 0x3F) << 8)) + 1, ((b >> 6) | (c << 2) | ((d & 0xF) << 10)) + 1),
        [(byte)'V', (byte)'P', (byte)'8', (byte)'X', ..] when chunk.Length >= 18
            => ((LittleEndian(chunk[12..]) | (chunk[14] << 16)) + 1, (LittleEndian(chunk[15..]) | (chunk[17] << 16)) + 1),
        _ => null,
    };

    private static ushort BigEndian(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static ushort LittleEndian(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16LittleEndian(bytes);
}
