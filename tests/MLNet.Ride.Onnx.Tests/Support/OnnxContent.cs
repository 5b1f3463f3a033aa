using System.Text;

namespace MLNet.Ride.Onnx.Tests.Support;

/// <summary>Fields of a message in the wire format of Protocol Buffers, read without knowing what they mean.</summary>
internal sealed class OnnxContent(byte[] bytes)
{
    private readonly ILookup<int, byte[]> _fields = Fields(bytes).ToLookup(field => field.Number, field => field.Bytes);

    public IEnumerable<OnnxContent> Messages(int field) => _fields[field].Select(content => new OnnxContent(content));

    public string Text(int field) => Encoding.UTF8.GetString(_fields[field].Single());

    public long Number(int field) => BitConverter.ToInt64(_fields[field].Single());

    private static IEnumerable<(int Number, byte[] Bytes)> Fields(byte[] message)
    {
        for (int position = 0; position < message.Length;)
        {
            long tag = Varint(message, ref position);
            long value = (tag & 7) == 5 ? BitConverter.ToInt32(message, (position += 4) - 4) : Varint(message, ref position);
            byte[] content = (tag & 7) == 2 ? message[position..(position += (int)value)] : BitConverter.GetBytes(value);
            yield return ((int)(tag >> 3), content);
        }
    }

    private static long Varint(byte[] message, ref int position)
    {
        long value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = message[position++];
            value |= (long)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }
}
