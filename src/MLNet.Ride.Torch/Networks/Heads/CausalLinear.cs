using MLNet.Ride.Torch.Formats.Onnx;
using MLNet.Ride.Torch.Networks.Layers;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Runtime;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Networks.Heads;

/// <summary>
/// Causal classifier (TDE): features x and weights w_c [classes, features] are split into K = 2 parts, and the logits are
/// τ/K·Σ_k ⟨x_k/‖x_k‖ − α·cos(x_k, d_k)·d_k, w_ck/(‖w_ck‖ + γ)⟩ with τ = 16 and γ = 1/32. In training, α is 0, and the direction d follows the features,
/// x̄ ← 0.9·x̄ + mean of the batch, d_k = x̄_k/‖x̄_k‖. In scoring, α takes the part of a feature away that lies in this direction, into which frequent classes
/// have drawn all features.
/// </summary>
/// <remarks>
/// Tang et al., "Long-Tailed Classification by Keeping the Good and Removing the Bad Momentum Causal Effect", NeurIPS 2020, section 4, with K, τ, and γ as in their
/// code. For sets other than CIFAR, their code moves x̄ more slowly as soon as the learning rate falls below 0.02; here it always moves as for CIFAR.
/// </remarks>
internal sealed class CausalLinear : nn.Module<Tensor, Tensor>, IOnnxLayer
{
    /// <summary>Name of x̄ [features].</summary>
    public const string Direction = "direction";

    private const int Parts = 2;
    private const double Scale = 16;
    private const double AddedNorm = 1.0 / 32;
    private const double Momentum = 0.9;

    private readonly int _features;
    private readonly double _effect;

    /// <param name="features">Number of inputs, a multiple of 2.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="effect">α.</param>
    public CausalLinear(int features, int classes, double effect)
        : base(nameof(CausalLinear))
    {
        if (features % Parts != 0)
        {
            throw new ArgumentException(
                $"{nameof(RideOptions.Head)} = {HeadKind.Causal} splits the features into {Parts} equal parts, but there are {features}: choose another Head.", nameof(features));
        }

        (_features, _effect) = (features, effect);
        register_parameter("weight", new Parameter(zeros(classes, features)));
        register_buffer(Direction, zeros(features));
    }

    /// <summary>The error of a method that would have to keep trained causal classifiers.</summary>
    /// <param name="method">Name of the method.</param>
    public static ArgumentException Kept(string method)
        => new($"Classifier.Method '{method}' changes the weights of a linear or cosine classifier, but those of Head = Causal belong to their direction: choose crt or ncm.", "Classifier.Method");

    public override Tensor forward(Tensor input)
    {
        if (training)
        {
            Follow(input);
        }

        using Tensor parts = InParts(input);
        using Tensor directions = CosineLinear.Normalized(parts, 2);
        using Tensor joined = directions.flatten(1);
        using Tensor map = Map(training ? 0 : _effect);
        return nn.functional.linear(joined, map);
    }

    public string Export(OnnxGraph graph, string input)
    {
        string[] parts = [.. Enumerable.Range(0, Parts).Select(part => graph.Normalized(graph.Node("Mul", [input, graph.Constant(Mask(part))])))];
        return graph.Linear(graph.Node("Sum", parts), Map(_effect), null);
    }

    public void DrawInitialWeights(Generator generator)
    {
        using IDisposable noGradient = no_grad();
        double bound = 1 / Math.Sqrt(_features);
        this.Parameter("weight").uniform_(-bound, bound, generator);
    }

    private void Follow(Tensor features)
    {
        using IDisposable noGradient = no_grad();
        using Tensor mean = features.mean([0]);
        this.Buffer(Direction).Multiply(Momentum).Add(mean, 1);
    }

    // ⟨x − α·⟨x, d⟩·d, w⟩ = ⟨x, w − α·⟨w, d⟩·d⟩, so that all of it is one linear map [C, F] of the normalized features.
    private Tensor Map(double effect)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor weights = InParts(this.Parameter("weight"));
        Tensor map = weights.div(weights.norm(2, true).Plus(AddedNorm)).Times(Scale / Parts);
        if (effect != 0)
        {
            Tensor directions = CosineLinear.Normalized(InParts(this.Buffer(Direction).unsqueeze(0)), 2);
            map = map.Plus(map.mul(directions).sum(2, true).mul(directions), -effect);
        }

        return map.flatten(1).MoveToOuterDisposeScope();
    }

    private static Tensor InParts(Tensor vectors) => vectors.reshape(vectors.size(0), Parts, -1);

    private Tensor Mask(int part) => tensor([.. Enumerable.Range(0, _features).Select(i => i / (_features / Parts) == part ? 1f : 0f)]);
}
