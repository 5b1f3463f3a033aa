using MLNet.Ride.Torch.Runtime;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Formats.Onnx;

/// <summary>
/// Values rounded to 8 bits (QuantizeLinear and DequantizeLinear): runtimes merge them with the operations around them, which then compute with integers
/// (Jacob et al., "Quantization and training of neural networks for efficient integer-arithmetic-only inference", CVPR 2018).
/// </summary>
internal static class OnnxRounding
{
    // Products of 8 bits with all 8 bits of a weight overflow the 16-bit sums of processors without VNNI.
    private const int LargestWeight = 63;
    private const double LeastScale = 1e-30;

    /// <summary>Rounds a value.</summary>
    /// <returns>The rounded value; the same one for the same value.</returns>
    public static string Rounded(this OnnxGraph graph, string value, ValueRange range)
    {
        if (graph.RoundedValues.TryGetValue(value, out (string Rounded, ValueRange) known))
        {
            return known.Rounded;
        }

        string scale = graph.Constant(range.Scale);
        string zero = graph.Constant(tensor(range.ZeroPoint, uint8));
        string rounded = graph.Node("DequantizeLinear", [graph.Node("QuantizeLinear", [value, scale, zero]), scale, zero]);
        graph.RoundedValues[value] = graph.RoundedValues[rounded] = (rounded, range);
        return rounded;
    }

    /// <summary>A value in its rounded form, if it has one.</summary>
    public static string RoundedIfKnown(this OnnxGraph graph, string value)
        => graph.RoundedValues.TryGetValue(value, out (string Rounded, ValueRange) known) ? known.Rounded : value;

    /// <summary>Rounds what was made of a value, without leaving its range, if the value is rounded.</summary>
    public static string RoundedLike(this OnnxGraph graph, string value, string source)
        => graph.RoundedValues.TryGetValue(source, out (string, ValueRange Range) known) ? graph.Rounded(value, known.Range) : value;

    /// <summary>Whether a value is rounded and never negative.</summary>
    public static bool IsRectified(this OnnxGraph graph, string value)
        => graph.RoundedValues.TryGetValue(value, out (string, ValueRange Range) known) && known.Range.Low >= 0;

    /// <summary>Adds the weights and the bias of a convolution, with a scale for each output.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="weight">[outputs, inputs, height, width].</param>
    /// <param name="bias">[outputs].</param>
    /// <param name="input">The rounded input of the convolution.</param>
    /// <returns>The rounded weights and bias.</returns>
    public static (string Weight, string Bias) RoundedWeights(this OnnxGraph graph, Tensor weight, Tensor bias, string input)
    {
        Tensor scales = weight.abs().amax(1, 2, 3).Times(1.0 / LargestWeight).Plus(LeastScale);
        Tensor integers = weight.div(scales.view(-1, 1, 1, 1)).round().to_type(int8);
        Tensor biasScales = scales.Times(graph.RoundedValues[input].Range.Scale);
        return (graph.PerOutput(integers, scales), graph.PerOutput(bias.div(biasScales).round().to_type(int32), biasScales));
    }

    private static string PerOutput(this OnnxGraph graph, Tensor integers, Tensor scales)
        => graph.Node(
            "DequantizeLinear",
            [graph.Constant(integers), graph.Constant(scales), graph.Constant(zeros(scales.shape, integers.dtype))],
            OnnxAttribute.Integer("axis", 0));
}
