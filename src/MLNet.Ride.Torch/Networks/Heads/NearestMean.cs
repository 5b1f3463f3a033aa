using MLNet.Ride.Torch.Formats.Onnx;
using MLNet.Ride.Torch.Networks.Layers;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Runtime;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Networks.Heads;

/// <summary>
/// Nearest class mean: logits are −distance² or 30·cosine of the features, centered and normalized according to the kind, to the class
/// means [classes, features]. The center [features] is 0 if there is none.
/// </summary>
/// <remarks>Kang et al., ICLR 2020, section 4.2.</remarks>
internal sealed class NearestMean : nn.Module<Tensor, Tensor>, IOnnxLayer
{
    public const string Means = "means";
    public const string Center = "center";

    private const double Scale = RideOptions.DefaultCosineScale;

    private readonly HeadKind _kind;

    public NearestMean(HeadKind kind, int features, int classes)
        : base(nameof(NearestMean))
    {
        _kind = kind;
        register_parameter(Center, new Parameter(zeros(features)));
        register_parameter(Means, new Parameter(zeros(classes, features)));
    }

    public override Tensor forward(Tensor input)
    {
        using Tensor centered = input.sub(this.Parameter(Center));
        if (_kind == HeadKind.NearestMean)
        {
            return MinusSquaredDistances(centered, this.Parameter(Means));
        }

        using Tensor features = CosineLinear.Normalized(centered, 1);
        if (_kind == HeadKind.NormalizedNearestMean)
        {
            return MinusSquaredDistances(features, this.Parameter(Means));
        }

        using Tensor directions = CosineLinear.Normalized(this.Parameter(Means), 1);
        using Tensor cosines = nn.functional.linear(features, directions);
        return cosines.Times(Scale);
    }

    public string Export(OnnxGraph graph, string input)
    {
        Tensor means = this.Parameter(Means);
        string centered = graph.Node("Sub", [input, graph.Constant(this.Parameter(Center))]);
        string features = _kind == HeadKind.NearestMean ? centered : graph.Normalized(centered);
        if (_kind == HeadKind.CosineNearestMean)
        {
            return graph.Linear(features, CosineLinear.Normalized(means, 1).Multiply(Scale), null);
        }

        string products = graph.Linear(features, means.Times(2), SquaredNorms(means, false).neg());
        string squares = graph.Node("ReduceSum", [graph.Node("Mul", [features, features]), graph.Constant([1L])], OnnxAttribute.Integer("keepdims", 1));
        return graph.Node("Sub", [products, squares]);
    }

    // −‖x − μ‖² = 2⟨x, μ⟩ − ‖x‖² − ‖μ‖²
    private static Tensor MinusSquaredDistances(Tensor features, Tensor means)
    {
        using Tensor products = nn.functional.linear(features, means);
        using Tensor ofFeatures = SquaredNorms(features, true);
        using Tensor ofMeans = SquaredNorms(means, false);
        return products.Times(2).sub_(ofFeatures).sub_(ofMeans);
    }

    private static Tensor SquaredNorms(Tensor vectors, bool keepDimension)
    {
        using Tensor squares = vectors.mul(vectors);
        return squares.sum(1, keepDimension);
    }
}
