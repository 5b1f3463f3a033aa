
namespace MLNet.Ride.Torch.Formats.Onnx;

/// <summary>Name, element type and shape of an input or output (ValueInfoProto).</summary>
/// <param name="Name">Name by which callers feed or fetch it.</param>
/// <param name="Type">Type of its elements.</param>
/// <param name="Shape">Dimensions; <see langword="null"/> is the batch dimension, of any size.</param>
internal sealed record OnnxValue(string Name, OnnxType Type, params long?[] Shape)
{
    private const string BatchDimension = "N";

    public ProtobufMessage Message()
    {
        ProtobufMessage shape = new ProtobufMessage().AddAll(1, Shape, Dimension);
        ProtobufMessage tensor = new ProtobufMessage().Add(1, (long)Type).Add(2, shape);
        return new ProtobufMessage().Add(1, Name).Add(2, new ProtobufMessage().Add(1, tensor));
    }

    private static ProtobufMessage Dimension(long? size)
        => size is { } known ? new ProtobufMessage().Add(1, known) : new ProtobufMessage().Add(2, BatchDimension);
}
