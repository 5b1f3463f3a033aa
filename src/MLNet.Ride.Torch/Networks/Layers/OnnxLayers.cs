using MLNet.Ride.Torch.Formats.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Networks.Layers;

/// <summary>Layers and steps that several parts of a network share.</summary>
internal static class OnnxLayers
{
    private const float LeastNorm = 1e-12f;

    /// <summary>Adds one of the library's layers or a linear layer.</summary>
    /// <exception cref="NotSupportedException">The layer cannot be exported.</exception>
    public static string Add(this OnnxGraph graph, nn.Module layer, string input) => layer switch
    {
        IOnnxLayer ours => ours.Export(graph, input),
        Linear linear => graph.Linear(input, linear.Parameter("weight"), linear.get_parameter("bias")),
        _ => throw new NotSupportedException($"A {layer.GetType().Name} cannot be exported to ONNX: it must implement {nameof(IOnnxLayer)}."),
    };

    /// <param name="graph">The graph.</param>
    /// <param name="input">[n, inputs].</param>
    /// <param name="weight">[outputs, inputs].</param>
    /// <param name="bias">[outputs]; <see langword="null"/> for none.</param>
    public static string Linear(this OnnxGraph graph, string input, Tensor weight, Tensor? bias)
    {
        string weights = graph.Constant(weight);
        string[] inputs = bias is null ? [input, weights] : [input, weights, graph.Constant(bias)];
        return graph.Node("Gemm", inputs, OnnxAttribute.Integer("transB", 1));
    }

    public static string Relu(this OnnxGraph graph, string input) => graph.IsRectified(input) ? input : graph.Node("Relu", [input]);

    /// <summary>Average over the pixels: [n, F, h, w] to [n, F].</summary>
    public static string FeatureVector(this OnnxGraph graph, string featureMap)
        => graph.Node("Flatten", [graph.Node("GlobalAveragePool", [featureMap])], OnnxAttribute.Integer("axis", 1));

    /// <summary>The largest values of vectors [n, F]: [n].</summary>
    public static string Largest(this OnnxGraph graph, string vectors)
        => graph.Node("ReduceMax", [vectors], OnnxAttribute.Integers("axes", 1), OnnxAttribute.Integer("keepdims", 0));

    /// <summary>Divides vectors [n, F] by their norms.</summary>
    public static string Normalized(this OnnxGraph graph, string vectors)
    {
        string norms = graph.Node("ReduceL2", [vectors], OnnxAttribute.Integers("axes", 1), OnnxAttribute.Integer("keepdims", 1));
        return graph.Node("Div", [vectors, graph.Node("Max", [norms, graph.Constant(LeastNorm)])]);
    }
}
