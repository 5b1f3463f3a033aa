using System.Globalization;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Formats.Onnx;

/// <summary>
/// A graph under construction. Values are identified by name. The weights of branches belong to the whole graph, so that they are written
/// without being held in memory twice.
/// </summary>
internal sealed class OnnxGraph
{
    private const int NodeField = 1;
    private const int NameField = 2;
    private const int InputField = 11;
    private const int OutputField = 12;

    private readonly OnnxGraph _root;
    private readonly List<ProtobufMessage> _nodes = [];
    private readonly List<OnnxWeights> _weights = [];
    private int _count;

    public OnnxGraph() => _root = this;

    private OnnxGraph(OnnxGraph trunk)
    {
        _root = trunk._root;
        RoundedValues = new(trunk.RoundedValues);
    }

    public IReadOnlyList<OnnxWeights> Weights => _weights;

    /// <summary>The rounded forms and ranges of values, for <see cref="OnnxRounding"/>.</summary>
    public Dictionary<string, (string Rounded, ValueRange Range)> RoundedValues { get; } = [];

    /// <summary>Creates the graph of one branch of an If; it can use all values of this graph.</summary>
    public OnnxGraph Branch() => new(this);

    /// <summary>Adds an operation with one output.</summary>
    /// <returns>The name of the output.</returns>
    public string Node(string operation, string[] inputs, params ReadOnlySpan<ProtobufMessage> attributes)
    {
        string output = NewName(operation);
        Node(operation, inputs, [output], attributes);
        return output;
    }

    /// <summary>Adds an operation with outputs of given names.</summary>
    public void Node(string operation, string[] inputs, string[] outputs, params ReadOnlySpan<ProtobufMessage> attributes)
    {
        var node = new ProtobufMessage();
        foreach (string input in inputs)
        {
            node.Add(1, input);
        }

        foreach (string output in outputs)
        {
            node.Add(2, output);
        }

        node.Add(3, outputs[0] + "_node").Add(4, operation);
        foreach (ProtobufMessage attribute in attributes)
        {
            node.Add(5, attribute);
        }

        _nodes.Add(node);
    }

    /// <summary>Adds a constant, owned by the caller's dispose scope until the graph is written.</summary>
    /// <returns>The name of the constant.</returns>
    public string Constant(Tensor values)
    {
        string name = NewName("weights");
        _root._weights.Add(new(name, values));
        return name;
    }

    public string Constant(float value) => Constant(tensor(value, float32));

    public string Constant(params long[] values) => Constant(tensor(values, int64));

    public string NewName(string stem) => string.Create(CultureInfo.InvariantCulture, $"{stem}_{_root._count++}");

    /// <summary>The message without the weights.</summary>
    public ProtobufMessage Message(string name, IEnumerable<OnnxValue> inputs, IEnumerable<OnnxValue> outputs)
        => new ProtobufMessage()
            .AddAll(NodeField, _nodes, node => node)
            .Add(NameField, name)
            .AddAll(InputField, inputs, input => input.Message())
            .AddAll(OutputField, outputs, output => output.Message());
}
