namespace Microsoft.ML.Data;

/// <summary>Collects the values of a column and writes them in blocks.</summary>
internal abstract class BlockWriter
{
    private readonly List<(long Offset, int Length, int PlainLength)> _blocks = [];

    public abstract void Bind(DataViewRow row, DataViewSchema.Column column);

    public abstract void Add();

    public void Flush(Stream stream)
    {
        if (TakeBlock() is not { } plain)
            return;
        byte[] compressed = BinaryBlock.Compress(plain);
        _blocks.Add((stream.Position, compressed.Length, plain.Length));
        stream.Write(compressed);
    }

    /// <summary>Returns where the positions of the blocks begin.</summary>
    public long WriteLookup(BinaryWriter writer)
    {
        writer.Flush();
        long at = writer.BaseStream.Position;
        foreach ((long offset, int length, int plainLength) in _blocks)
        {
            writer.Write(offset);
            writer.Write(length);
            writer.Write(plainLength);
        }

        writer.Flush();
        return at;
    }

    /// <summary>The values since the last block; null where there are none.</summary>
    protected abstract byte[] TakeBlock();
}

internal sealed class BlockWriter<T>(ValueCodec<T> codec) : BlockWriter
{
    private readonly List<T> _values = [];
    private ValueGetter<T> _get;

    public override void Bind(DataViewRow row, DataViewSchema.Column column) => _get = row.GetGetter<T>(column);

    public override void Add()
    {
        T value = default;
        _get(ref value);
        _values.Add(value);
    }

    protected override byte[] TakeBlock()
    {
        if (_values.Count == 0)
            return null;
        byte[] bytes = BinaryBlock.Encode(codec, _values);
        _values.Clear();
        return bytes;
    }
}
