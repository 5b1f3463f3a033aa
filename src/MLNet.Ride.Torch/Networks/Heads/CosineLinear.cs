using MLNet.Ride.Torch.Formats.Onnx;
using MLNet.Ride.Torch.Networks.Layers;
using MLNet.Ride.Torch.Runtime;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Networks.Heads;

/// <summary>Cosine ("normed") classifier: s·⟨x/‖x‖, w_c/‖w_c‖⟩; the weight is [features, classes].</summary>
internal sealed class CosineLinear : nn.Module<Tensor, Tensor>, IOnnxLayer
{
    private const double LeastNorm = 1e-12;

    // The field name is the name in the state dictionary. Not read-only, because moving to a device replaces it.
#pragma warning disable IDE0044
    private Parameter weight;
#pragma warning restore IDE0044

    private readonly int _features;
    private readonly double _scale;

    public CosineLinear(int features, int classes, double scale)
        : base(nameof(CosineLinear))
    {
        (_features, _scale) = (features, scale);
        weight = new Parameter(zeros(features, classes));
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        if (input.Dimensions != 2 || input.size(1) != _features)
        {
            throw new ArgumentException($"The classifier expects features of shape [n, {_features}], not [{string.Join(", ", input.shape)}].", nameof(input));
        }

        return Logits(input, weight, _scale);
    }

    /// <param name="input">Features [n, features].</param>
    /// <param name="weight">[features, classes].</param>
    /// <param name="scale">s.</param>
    public static Tensor Logits(Tensor input, Tensor weight, double scale)
    {
        using Tensor features = Normalized(input, 1);
        using Tensor directions = Normalized(weight, 0);
        return features.mm(directions).Multiply(scale);
    }

    public string Export(OnnxGraph graph, string input)
        => graph.Node("MatMul", [graph.Normalized(input), graph.Constant(Normalized(weight, 0).Multiply(_scale))]);

    public void DrawInitialWeights(Generator generator)
    {
        using IDisposable noGradient = no_grad();
        weight.uniform_(-1, 1, generator);
        using Tensor norms = weight.norm(0, true);
        weight.div_(norms);
    }

    /// <summary>Scales the vectors along a dimension of a matrix to unit length.</summary>
    internal static Tensor Normalized(Tensor vectors, int dimension)
    {
        using Tensor norms = vectors.norm(dimension, true);
        using Tensor divisors = norms.AtLeast(LeastNorm);
        return vectors.div(divisors);
    }
}
