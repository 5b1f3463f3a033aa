using System.Numerics;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Formats.Onnx;

/// <summary>Reads a weight of a graph (TensorProto).</summary>
internal static class OnnxInitializer
{
    private const int DimensionsField = 1;
    private const int TypeField = 2;
    private const int SinglesField = 4;
    private const int LongsField = 7;
    private const int NameField = 8;
    private const int RawField = 9;
    private const int DoublesField = 10;
    private const int LocationField = 14;

    /// <summary>Returns the tensor, which belongs to the caller's dispose scope; null if it is of a type that weights do not have.</summary>
    /// <exception cref="InvalidDataException">The message is damaged, or its numbers are in another file.</exception>
    public static Tensor? Read(ReadOnlySpan<byte> message, out string name)
    {
        var shape = new List<long>();
        var longs = new List<long>();
        var bytes = new List<byte>();
        ScalarType? type = null;
        name = "";
        var field = new ProtobufReader(message);
        while (field.Next())
        {
            switch (field.Field)
            {
                case DimensionsField: field.AddNumbers(shape); break;
                case TypeField: type = TypeOf(field.Number); break;
                case NameField: name = field.Text; break;
                case LongsField: field.AddNumbers(longs); break;
                case RawField or SinglesField or DoublesField: bytes.AddRange(field.Bytes); break;
                case LocationField when field.Number != 0:
                    throw new InvalidDataException("The ONNX file keeps its weights in another file beside it, which is not supported: save it as one file.");
            }
        }

        if (type is not { } known)
        {
            return null;
        }

        bytes.AddRange(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(longs)));
        BigInteger wanted = shape.Aggregate(new BigInteger(SafeTensorsTypes.Of(known).Bytes), (product, size) => product * size);
        if (wanted != bytes.Count || shape.Exists(size => size < 0))
        {
            throw new InvalidDataException($"The ONNX file is damaged: weight '{name}' of shape [{string.Join(", ", shape)}] has {bytes.Count} bytes.");
        }

        Tensor tensor = empty([.. shape], known);
        tensor.bytes = CollectionsMarshal.AsSpan(bytes);
        return tensor;
    }

    // TensorProto.DataType.
    private static ScalarType? TypeOf(ulong type) => type switch
    {
        1 => ScalarType.Float32,
        7 => ScalarType.Int64,
        10 => ScalarType.Float16,
        11 => ScalarType.Float64,
        16 => ScalarType.BFloat16,
        _ => null,
    };
}
