using Microsoft.ML.Internal.Utilities;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>The annotations of a column in binary data: their values, then a table of kinds, types and positions.</summary>
internal static class BinaryAnnotations
{
    /// <summary>Returns where the table begins, 0 where nothing could be written.</summary>
    public static long Write(BinaryWriter writer, DataViewSchema.Annotations annotations)
    {
        var written = new List<(string Kind, ValueCodec Codec, byte Compression, long Offset, int Length)>();
        foreach (DataViewSchema.Column column in annotations.Schema)
        {
            if (ValueCodec.TryOf(column.Type) is not { } codec)
                continue;
            byte[] plain = Generic.Call<byte[]>(Encode<int>, column.Type.RawType, annotations, column, codec);
            byte[] compressed = BinaryBlock.Compress(plain);
            bool smaller = compressed.Length < plain.Length;
            writer.Flush();
            written.Add((column.Name, codec, smaller ? BinaryBlock.Deflate : BinaryBlock.Plain, writer.BaseStream.Position,
                smaller ? compressed.Length : plain.Length));
            writer.Write(smaller ? compressed : plain);
        }

        writer.Flush();
        if (written.Count == 0)
            return 0;
        long at = writer.BaseStream.Position;
        writer.Write7BitEncodedInt(written.Count);
        foreach ((string kind, ValueCodec codec, byte compression, long offset, int length) in written)
        {
            writer.Write(kind);
            codec.WriteDescription(writer);
            writer.Write(compression);
            writer.Write(offset);
            writer.Write7BitEncodedInt(length);
        }

        writer.Flush();
        return at;
    }

    public static DataViewSchema.Annotations Read(Stream stream, long at)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        if (at == 0)
            return builder.ToAnnotations();
        stream.Position = at;
        var reader = new BinaryReader(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        int count = reader.Read7BitEncodedInt();
        Contracts.CheckDecode(count > 0);
        for (int i = 0; i < count; i++)
        {
            string kind = reader.ReadString();
            ValueCodec codec = ValueCodec.TryRead(reader);
            byte compression = reader.ReadByte();
            long offset = reader.ReadInt64();
            int length = reader.Read7BitEncodedInt();
            if (codec == null)
                continue;
            long next = stream.Position;
            using (BinaryReader block = BinaryBlock.Open(stream, offset, length, compression))
                Generic.Call<bool>(Decode<int>, codec.Type.RawType, builder, kind, codec, block);
            stream.Position = next;
        }

        return builder.ToAnnotations();
    }

    private static byte[] Encode<T>(DataViewSchema.Annotations annotations, DataViewSchema.Column column, ValueCodec codec)
    {
        T value = default;
        annotations.GetValue(column.Name, ref value);
        return BinaryBlock.Encode((ValueCodec<T>)codec, [value]);
    }

    private static bool Decode<T>(DataViewSchema.Annotations.Builder builder, string kind, ValueCodec codec, BinaryReader reader)
    {
        T value = ((ValueCodec<T>)codec).Read(reader, 1)[0];
        builder.Add<T>(kind, codec.Type, (ref T destination) => CachedValue<T>.Copy(value, ref destination));
        return true;
    }
}
