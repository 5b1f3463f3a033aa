using System.Buffers.Binary;
using System.Text;

namespace MLNet.Ride.Torch.Formats.Onnx;

/// <summary>A message in the wire format of Protocol Buffers, as far as ONNX needs it: integers, floats, strings, and messages.</summary>
/// <remarks>https://protobuf.dev/programming-guides/encoding.</remarks>
internal sealed class ProtobufMessage
{
    private const int VarintType = 0;
    private const int BytesType = 2;
    private const int SingleType = 5;

    private readonly MemoryStream _bytes = new();

    public int Length => checked((int)_bytes.Length);

    public ReadOnlySpan<byte> Bytes => _bytes.GetBuffer().AsSpan(0, Length);

    public ProtobufMessage Add(int field, long value)
    {
        Tag(field, VarintType);
        Varint((ulong)value);
        return this;
    }

    public ProtobufMessage Add(int field, float value)
    {
        Tag(field, SingleType);
        Span<byte> bytes = stackalloc byte[sizeof(float)];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        _bytes.Write(bytes);
        return this;
    }

    public ProtobufMessage Add(int field, string text) => Add(field, Encoding.UTF8.GetBytes(text));

    public ProtobufMessage Add(int field, ProtobufMessage message) => Add(field, message.Bytes);

    public ProtobufMessage AddAll<T>(int field, IEnumerable<T> items, Func<T, ProtobufMessage> message)
    {
        foreach (T item in items)
        {
            Add(field, message(item));
        }

        return this;
    }

    /// <summary>Begins a field of the given length, whose bytes the caller writes after this message.</summary>
    public ProtobufMessage Open(int field, long length)
    {
        Tag(field, BytesType);
        Varint((ulong)length);
        return this;
    }

    /// <summary>Appends the fields of another message.</summary>
    public ProtobufMessage Append(ProtobufMessage fields)
    {
        _bytes.Write(fields.Bytes);
        return this;
    }

    private ProtobufMessage Add(int field, ReadOnlySpan<byte> bytes)
    {
        Open(field, bytes.Length);
        _bytes.Write(bytes);
        return this;
    }

    private void Tag(int field, int wireType) => Varint((ulong)((field << 3) | wireType));

    private void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            _bytes.WriteByte((byte)(value | 0x80));
        }

        _bytes.WriteByte((byte)value);
    }
}
