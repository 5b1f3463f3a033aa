namespace MLNet.Ride.Torch.Formats.Onnx;

/// <summary>An operation of a graph (NodeProto), without its attributes.</summary>
/// <param name="Type">Such as <c>Conv</c>.</param>
/// <param name="Inputs">Names of initializers and of other operations' outputs.</param>
/// <param name="Outputs">Names of its outputs.</param>
internal sealed record OnnxOperation(string Type, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs)
{
    private const int InputField = 1;
    private const int OutputField = 2;
    private const int TypeField = 4;

    /// <exception cref="InvalidDataException">The message is damaged.</exception>
    public static OnnxOperation Read(ReadOnlySpan<byte> message)
    {
        var inputs = new List<string>();
        var outputs = new List<string>();
        string type = "";
        var field = new ProtobufReader(message);
        while (field.Next())
        {
            switch (field.Field)
            {
                case InputField: inputs.Add(field.Text); break;
                case OutputField: outputs.Add(field.Text); break;
                case TypeField: type = field.Text; break;
            }
        }

        return new(type, inputs, outputs);
    }
}
