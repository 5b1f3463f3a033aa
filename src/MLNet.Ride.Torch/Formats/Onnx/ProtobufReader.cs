using System.Text;

namespace MLNet.Ride.Torch.Formats.Onnx;

/// <summary>Reads the fields of a message in the wire format of Protocol Buffers; every length is checked against the remaining bytes.</summary>
/// <remarks>https://protobuf.dev/programming-guides/encoding.</remarks>
internal ref struct ProtobufReader(ReadOnlySpan<byte> bytes)
{
    private const int VarintType = 0;
    private const int DoubleType = 1;
    private const int BytesType = 2;
    private const int SingleType = 5;
    private const int LongestVarint = 63;

    private ReadOnlySpan<byte> _rest = bytes;
    private bool _isNumber;

    /// <summary>Number of the current field.</summary>
    public int Field { get; private set; }

    /// <summary>Value of the current field, if it is an integer.</summary>
    public ulong Number { get; private set; }

    /// <summary>Bytes of the current field, if it is anything else.</summary>
    public ReadOnlySpan<byte> Bytes { get; private set; }

    /// <summary>The current field as text.</summary>
    public readonly string Text => Encoding.UTF8.GetString(Bytes);

    /// <summary>Moves to the next field; returns false at the end.</summary>
    /// <exception cref="InvalidDataException">The message is damaged.</exception>
    public bool Next()
    {
        if (_rest.IsEmpty)
        {
            return false;
        }

        ulong tag = Varint();
        Field = (int)Math.Min(tag >> 3, int.MaxValue);
        Number = 0;
        Bytes = [];
        _isNumber = (tag & 7) == VarintType;
        switch (tag & 7)
        {
            case VarintType: Number = Varint(); break;
            case DoubleType: Bytes = Take(sizeof(double)); break;
            case BytesType: Bytes = Take(Varint()); break;
            case SingleType: Bytes = Take(sizeof(float)); break;
            default: throw Damaged();
        }

        return true;
    }

    /// <summary>Adds the integers of the current field, which are one, or several in a row.</summary>
    public readonly void AddNumbers(List<long> numbers)
    {
        if (_isNumber)
        {
            numbers.Add((long)Number);
            return;
        }

        var packed = new ProtobufReader(Bytes);
        while (!packed._rest.IsEmpty)
        {
            numbers.Add((long)packed.Varint());
        }
    }

    private ulong Varint()
    {
        ulong value = 0;
        for (int shift = 0; shift <= LongestVarint && !_rest.IsEmpty; shift += 7)
        {
            byte part = _rest[0];
            _rest = _rest[1..];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }

        throw Damaged();
    }

    private ReadOnlySpan<byte> Take(ulong length)
    {
        if (length > (ulong)_rest.Length)
        {
            throw Damaged();
        }

        ReadOnlySpan<byte> taken = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return taken;
    }

    private static InvalidDataException Damaged() => new("The ONNX file is damaged, or not an ONNX file.");
}
