
namespace MLNet.Ride.Torch.Formats.Onnx;

/// <summary>An attribute of a node (AttributeProto).</summary>
internal static class OnnxAttribute
{
    private const int NameField = 1;
    private const int SingleField = 2;
    private const int IntegerField = 3;
    private const int GraphField = 6;
    private const int IntegersField = 8;
    private const int TypeField = 20;

    public static ProtobufMessage Single(string name, float value) => Named(name, 1).Add(SingleField, value);

    public static ProtobufMessage Integer(string name, long value) => Named(name, 2).Add(IntegerField, value);

    public static ProtobufMessage Integers(string name, params ReadOnlySpan<long> values)
    {
        ProtobufMessage attribute = Named(name, 7);
        foreach (long value in values)
        {
            attribute.Add(IntegersField, value);
        }

        return attribute;
    }

    public static ProtobufMessage Graph(string name, ProtobufMessage graph) => Named(name, 5).Add(GraphField, graph);

    private static ProtobufMessage Named(string name, long type) => new ProtobufMessage().Add(NameField, name).Add(TypeField, type);
}
