using System.Buffers.Binary;
using System.Text;

namespace MLNet.Ride.Torch.Formats.PyTorch;

/// <summary>Reads the parts of a pickle; every length is checked against the remaining bytes before memory is allocated.</summary>
internal sealed class PickleInput(byte[] bytes)
{
    private static readonly UTF8Encoding s_utf8 = new(false, true);

    public int Position { get; private set; }

    public byte Byte() => Bytes(1)[0];

    public ushort UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Bytes(sizeof(ushort)));

    public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Bytes(sizeof(long)));

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Bytes(sizeof(int)));

    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Bytes(sizeof(uint)));

    public ulong UInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Bytes(sizeof(ulong)));

    public double Double() => BinaryPrimitives.ReadDoubleBigEndian(Bytes(sizeof(double)));

    public string Text(ulong length)
    {
        try
        {
            return s_utf8.GetString(Bytes(length));
        }
        catch (DecoderFallbackException)
        {
            throw Damaged("a string is not valid UTF-8");
        }
    }

    /// <summary>Reads the text up to the end of the line.</summary>
    public string Line()
    {
        int length = bytes.AsSpan(Position).IndexOf((byte)'\n');
        if (length < 0)
        {
            throw Damaged("it ends in the middle of a line");
        }

        string text = Text((ulong)length);
        Position++;
        return text;
    }

    public ReadOnlySpan<byte> Bytes(ulong length)
    {
        if (length > (ulong)(bytes.Length - Position))
        {
            throw Damaged($"it requires {length} bytes, but {bytes.Length - Position} are left");
        }

        ReadOnlySpan<byte> read = bytes.AsSpan(Position, (int)length);
        Position += (int)length;
        return read;
    }

    public InvalidDataException Damaged(string what) => new($"The pickle is damaged at byte {Position}: {what}.");
}
