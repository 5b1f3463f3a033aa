using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Formats.Onnx;

/// <summary>Reads the weights of a model in ONNX (ModelProto): the initializers of its graph by name.</summary>
internal static class OnnxFile
{
    /// <summary>First byte of a file: the field of the format's version.</summary>
    public const byte FirstByte = 0x08;

    private const int GraphField = 7;
    private const int InitializerField = 5;

    /// <summary>Reads tensors.</summary>
    /// <param name="stream">A seekable stream, left open.</param>
    /// <returns>Tensors by name on the CPU, in the order of the file; they belong to the caller's dispose scope.</returns>
    /// <exception cref="InvalidDataException">The stream is not in this format, or is damaged.</exception>
    public static Dictionary<string, Tensor> Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (stream.Length > Array.MaxLength)
        {
            throw new InvalidDataException($"The ONNX file has {stream.Length} bytes, but the format allows fewer than 2 GiB.");
        }

        var tensors = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        var model = new ProtobufReader(SafeTensors.ReadBytes(stream, (int)stream.Length, "file"));
        while (model.Next())
        {
            if (model.Field == GraphField)
            {
                AddInitializers(model.Bytes, tensors);
            }
        }

        return tensors;
    }

    private static void AddInitializers(ReadOnlySpan<byte> graph, Dictionary<string, Tensor> tensors)
    {
        var field = new ProtobufReader(graph);
        while (field.Next())
        {
            if (field.Field == InitializerField && OnnxInitializer.Read(field.Bytes, out string name) is { } tensor)
            {
                tensors[name] = tensor;
            }
        }
    }
}
