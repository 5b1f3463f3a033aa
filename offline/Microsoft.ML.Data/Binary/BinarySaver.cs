using System.Runtime.InteropServices;
using System.Text;
using Microsoft.ML.Internal.Utilities;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Writes a view as binary data (.idv): blocks of each column, their positions, annotations, the table of columns.</summary>
internal sealed class BinarySaver(IHostEnvironment env)
{
    private const int RowsPerBlock = 1 << 13;

    public void Save(Stream stream, IDataView data, bool keepHidden)
    {
        env.CheckParam(stream.CanWrite, nameof(stream), "cannot save to non-writable stream");
        env.CheckParam(stream.CanSeek, nameof(stream), "cannot save to non-seekable stream");
        env.CheckParam(stream.Position == 0, nameof(stream), "stream must be positioned at head of stream");
        using IChannel channel = env.Start("Saving");
        DataViewSchema.Column[] columns = data.Schema.Where(c => (keepHidden || !c.IsHidden) && IsSavable(c, channel)).ToArray();
        channel.Check(columns.Length > 0, "No valid columns to save");

        ValueCodec[] codecs = columns.Select(c => ValueCodec.TryOf(c.Type)).ToArray();
        stream.Write(new byte[BinaryHeader.Size]);
        BlockWriter[] blocks = columns.Select((c, i) => Generic.Call<BlockWriter>(MakeBlocks<int>, c.Type.RawType, codecs[i])).ToArray();
        long rows = WriteRows(stream, data, columns, blocks);

        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        long[] lookups = blocks.Select(b => b.WriteLookup(writer)).ToArray();
        long[] annotations = columns.Select(c => BinaryAnnotations.Write(writer, c.Annotations)).ToArray();
        var header = new BinaryHeader
        {
            Signature = BinaryHeader.SignatureValue,
            Version = BinaryHeader.CurrentVersion,
            CompatibleVersion = BinaryHeader.CurrentVersion,
            TableOfContentsOffset = stream.Position,
            RowCount = rows,
            ColumnCount = columns.Length
        };
        for (int i = 0; i < columns.Length; i++)
        {
            writer.Write(columns[i].Name);
            codecs[i].WriteDescription(writer);
            writer.Write(BinaryBlock.Deflate);
            writer.Write7BitEncodedInt(RowsPerBlock);
            writer.Write(lookups[i]);
            writer.Write(annotations[i]);
        }

        header.TailOffset = stream.Position;
        writer.Write(BinaryHeader.TailSignatureValue);
        writer.Flush();
        stream.Position = 0;
        stream.Write(MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpan(ref header, 1)));
        stream.Position = stream.Length;
    }

    private static bool IsSavable(DataViewSchema.Column column, IChannel channel)
    {
        bool savable = ValueCodec.TryOf(column.Type) != null;
        if (!savable)
            channel.Info(MessageSensitivity.Schema, "The column '{0}' will not be written as it has unsavable column type.", column.Name);
        return savable;
    }

    private static BlockWriter MakeBlocks<T>(ValueCodec codec) => new BlockWriter<T>((ValueCodec<T>)codec);

    private static long WriteRows(Stream stream, IDataView data, DataViewSchema.Column[] columns, BlockWriter[] blocks)
    {
        using DataViewRowCursor cursor = data.GetRowCursor(columns);
        for (int i = 0; i < columns.Length; i++)
            blocks[i].Bind(cursor, columns[i]);
        long rows = 0;
        while (cursor.MoveNext())
        {
            foreach (BlockWriter block in blocks)
                block.Add();
            if (++rows % RowsPerBlock != 0)
                continue;
            foreach (BlockWriter block in blocks)
                block.Flush(stream);
        }

        foreach (BlockWriter block in blocks)
            block.Flush(stream);
        return rows;
    }
}
