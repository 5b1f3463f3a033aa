using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Formats.Onnx;

/// <summary>A model read from ONNX (ModelProto): the initializers of its graph, and which operations use them.</summary>
internal sealed class OnnxFile
{
    /// <summary>First byte of a file: the field of the format's version.</summary>
    public const byte FirstByte = 0x08;

    private const int ProducerField = 2;
    private const int GraphField = 7;
    private const int NodeField = 1;
    private const int InitializerField = 5;

    private readonly Dictionary<string, Tensor> _initializers = new(StringComparer.Ordinal);
    private readonly List<OnnxOperation> _operations = [];

    private OnnxFile()
    {
    }

    /// <summary>Name of the tool that wrote the file.</summary>
    public string Producer { get; private set; } = "";

    /// <summary>Tensors by name on the CPU, in the order of the file.</summary>
    public Dictionary<string, Tensor> Initializers => _initializers;

    /// <summary>The operations in the order in which they can be computed.</summary>
    public IReadOnlyList<OnnxOperation> Operations => _operations;

    /// <summary>Reads a model, whose tensors belong to the caller's dispose scope.</summary>
    /// <param name="stream">A seekable stream, left open.</param>
    /// <exception cref="InvalidDataException">The stream is not in this format, or is damaged.</exception>
    public static OnnxFile Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (stream.Length > Array.MaxLength)
        {
            throw new InvalidDataException($"The ONNX file has {stream.Length} bytes, but the format allows fewer than 2 GiB.");
        }

        var file = new OnnxFile();
        var model = new ProtobufReader(SafeTensors.ReadBytes(stream, (int)stream.Length, "file"));
        while (model.Next())
        {
            switch (model.Field)
            {
                case ProducerField: file.Producer = model.Text; break;
                case GraphField: file.Add(model.Bytes); break;
            }
        }

        return file;
    }

    private void Add(ReadOnlySpan<byte> graph)
    {
        var field = new ProtobufReader(graph);
        while (field.Next())
        {
            if (field.Field == NodeField)
            {
                _operations.Add(OnnxOperation.Read(field.Bytes));
            }
            else if (field.Field == InitializerField && OnnxInitializer.Read(field.Bytes, out string name) is { } tensor)
            {
                _initializers[name] = tensor;
            }
        }
    }
}
