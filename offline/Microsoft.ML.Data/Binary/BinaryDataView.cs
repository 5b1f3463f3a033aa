using System.Runtime.InteropServices;
using System.Text;
using Microsoft.ML.Internal.Utilities;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Binary data (.idv), read into memory when it is opened.</summary>
internal static class BinaryDataView
{
    public static IDataView Open(IHostEnvironment env, Stream stream)
    {
        stream.Position = 0;
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        byte[] bytes = reader.ReadBytes(BinaryHeader.Size);
        Contracts.CheckDecode(bytes.Length == BinaryHeader.Size, "Stream is too short to be binary data");
        var header = MemoryMarshal.Read<BinaryHeader>(bytes);
        header.Validate(stream.Length);

        var schema = new DataViewSchema.Builder();
        var columns = new List<Array>();
        stream.Position = header.TableOfContentsOffset;
        for (int i = 0; i < header.ColumnCount; i++)
        {
            string name = reader.ReadString();
            ValueCodec codec = ValueCodec.TryRead(reader);
            byte compression = reader.ReadByte();
            int rowsPerBlock = reader.Read7BitEncodedInt();
            long lookup = reader.ReadInt64();
            long annotations = reader.ReadInt64();
            if (codec == null)
                continue;
            long next = stream.Position;
            schema.AddColumn(name, codec.Type, BinaryAnnotations.Read(stream, annotations));
            columns.Add(Generic.Call<Array>(ReadColumn<int>, codec.Type.RawType, codec, stream, lookup, header.RowCount, rowsPerBlock, compression));
            stream.Position = next;
        }

        return new ArrayDataView(env, schema.ToSchema(), columns.ToArray(), (int)header.RowCount);
    }

    private static Array ReadColumn<T>(ValueCodec codec, Stream stream, long lookup, long rows, int rowsPerBlock, byte compression)
    {
        var values = new List<T>();
        for (long block = 0; values.Count < rows; block++)
        {
            stream.Position = lookup + 16 * block;
            var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
            long offset = reader.ReadInt64();
            int length = reader.ReadInt32();
            using BinaryReader bytes = BinaryBlock.Open(stream, offset, length, compression);
            values.AddRange(((ValueCodec<T>)codec).Read(bytes, (int)Math.Min(rowsPerBlock, rows - values.Count)));
        }

        return values.ToArray();
    }
}
