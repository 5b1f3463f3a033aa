using MLNet.Ride.Torch.Formats.Onnx;
using MLNet.Ride.Torch.Networks.Layers;
using MLNet.Ride.Torch.Runtime;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Networks.Heads;

/// <summary>Cosine ("normed") classifier: s·⟨y/‖y‖, w_c/‖w_c‖⟩ with y = sign(x)·|x|^p; the weight is [features, classes].</summary>
internal sealed class CosineLinear : nn.Module<Tensor, Tensor>, IOnnxLayer
{
    private const double LeastNorm = 1e-12;

    // The derivative of a power is infinite at 0.
    private const double LeastMagnitude = 1e-6;

    // The field name is the name in the state dictionary. Not read-only, because moving to a device replaces it.
#pragma warning disable IDE0044
    private Parameter weight;
#pragma warning restore IDE0044

    private readonly int _features;
    private readonly double _scale;
    private readonly double _power;

    public CosineLinear(int features, int classes, double scale, double power)
        : base(nameof(CosineLinear))
    {
        (_features, _scale, _power) = (features, scale, power);
        weight = new Parameter(zeros(features, classes));
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        if (input.Dimensions != 2 || input.size(1) != _features)
        {
            throw new ArgumentException($"The classifier expects features of shape [n, {_features}], not [{string.Join(", ", input.shape)}].", nameof(input));
        }

        return Logits(input, weight, _scale, _power);
    }

    /// <param name="input">Features [n, features].</param>
    /// <param name="weight">[features, classes].</param>
    /// <param name="scale">s.</param>
    /// <param name="power">p.</param>
    public static Tensor Logits(Tensor input, Tensor weight, double scale, double power)
    {
        using Tensor features = Directions(input, power);
        using Tensor directions = Normalized(weight, 0);
        return features.mm(directions).Multiply(scale);
    }

    public string Export(OnnxGraph graph, string input)
        => graph.Node("MatMul", [Directions(graph, input, _power), graph.Constant(Normalized(weight, 0).Multiply(_scale))]);

    public void DrawInitialWeights(Generator generator)
    {
        using IDisposable noGradient = no_grad();
        weight.uniform_(-1, 1, generator);
        using Tensor norms = weight.norm(0, true);
        weight.div_(norms);
    }

    /// <summary>y/‖y‖ with y = sign(x)·|x|^p, for features x [n, F].</summary>
    public static Tensor Directions(Tensor features, double power)
    {
        if (power == 1)
        {
            return Normalized(features, 1);
        }

        using Tensor magnitudes = features.abs();
        using Tensor positive = magnitudes.AtLeast(LeastMagnitude);
        using Tensor powers = positive.Power(power);
        using Tensor signs = features.sign();
        using Tensor signed = powers.mul(signs);
        return Normalized(signed, 1);
    }

    /// <summary>Adds the same to a graph.</summary>
    public static string Directions(OnnxGraph graph, string features, double power)
    {
        if (power == 1)
        {
            return graph.Normalized(features);
        }

        string positive = graph.Node("Max", [graph.Node("Abs", [features]), graph.Constant(tensor((float)LeastMagnitude))]);
        return graph.Normalized(graph.Node("Mul", [graph.Node("Pow", [positive, graph.Constant(tensor((float)power))]), graph.Node("Sign", [features])]));
    }

    /// <summary>Scales the vectors along a dimension of a matrix to unit length.</summary>
    internal static Tensor Normalized(Tensor vectors, int dimension)
    {
        using Tensor norms = vectors.norm(dimension, true);
        using Tensor divisors = norms.AtLeast(LeastNorm);
        return vectors.div(divisors);
    }
}
