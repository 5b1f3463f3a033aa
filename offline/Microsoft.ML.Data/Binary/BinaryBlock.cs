using System.IO.Compression;

namespace Microsoft.ML.Data;

/// <summary>Compressed or plain bytes of a file.</summary>
internal static class BinaryBlock
{
    public const byte Plain = 0;
    public const byte Deflate = 1;

    public static byte[] Compress(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var deflate = new DeflateStream(compressed, CompressionMode.Compress, leaveOpen: true))
            deflate.Write(bytes);
        return compressed.ToArray();
    }

    public static BinaryReader Open(Stream stream, long offset, int length, byte compression)
    {
        var bytes = new byte[length];
        stream.Position = offset;
        stream.ReadExactly(bytes);
        using var source = new MemoryStream(bytes);
        if (compression == Plain)
            return new BinaryReader(new MemoryStream(bytes));
        var plain = new MemoryStream();
        using (var inflate = new DeflateStream(source, CompressionMode.Decompress))
            inflate.CopyTo(plain);
        plain.Position = 0;
        return new BinaryReader(plain);
    }

    public static byte[] Encode<T>(ValueCodec<T> codec, IReadOnlyList<T> values)
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream))
            codec.Write(writer, values);
        return stream.ToArray();
    }
}
