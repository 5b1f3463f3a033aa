using MLNet.Ride.Torch.Formats;
using MLNet.Ride.Torch.Formats.Onnx;
using MLNet.Ride.Torch.Networks.Heads;
using MLNet.Ride.Torch.Networks.Layers;
using MLNet.Ride.Torch.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Models.Novelty;

/// <summary>
/// A distance of features x to the nearest class: wᵀQw + min_c (l_c·w + b_c) with w = x/‖x‖ − m. Cosines to class means and relative Mahalanobis
/// distances are of this form.
/// </summary>
internal sealed class FeatureDistance : IDisposable
{
    private const string CenterName = "center", LinearName = "linear", ConstantName = "constant", QuadraticName = "quadratic";

    private readonly Dictionary<string, Tensor> _parts;

    /// <summary>Takes copies of the tensors, in single precision.</summary>
    /// <param name="center">m [F].</param>
    /// <param name="linear">l [C, F].</param>
    /// <param name="constant">b [C].</param>
    /// <param name="quadratic">Q [F, F]; <see langword="null"/> for 0.</param>
    public FeatureDistance(Tensor center, Tensor linear, Tensor constant, Tensor? quadratic)
    {
        _parts = new(StringComparer.Ordinal) { [CenterName] = Kept(center), [LinearName] = Kept(linear), [ConstantName] = Kept(constant) };
        if (quadratic is not null)
        {
            _parts.Add(QuadraticName, Kept(quadratic));
        }
    }

    /// <summary>Distances [n] of features [n, F], in the caller's dispose scope.</summary>
    public Tensor Of(Tensor features)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor w = CosineLinear.Normalized(features, 1).sub(_parts[CenterName]);
        Tensor nearest = nn.functional.linear(w, _parts[LinearName], _parts[ConstantName]).amin([1]);
        Tensor distance = _parts.TryGetValue(QuadraticName, out Tensor? quadratic) ? nearest.Add(w.mm(quadratic).mul(w).sum(1)) : nearest;
        return distance.MoveToOuterDisposeScope();
    }

    /// <summary>Adds the distances [N] of features to a graph.</summary>
    public string Export(OnnxGraph graph, string features)
    {
        string w = graph.Node("Sub", [graph.Normalized(features), graph.Constant(_parts[CenterName])]);
        string nearest = graph.Node("Neg", [graph.Largest(graph.Node("Neg", [graph.Linear(w, _parts[LinearName], _parts[ConstantName])]))]);
        if (!_parts.TryGetValue(QuadraticName, out Tensor? quadratic))
        {
            return nearest;
        }

        string products = graph.Node("Mul", [graph.Node("MatMul", [w, graph.Constant(quadratic)]), w]);
        return graph.Node("Add", [nearest, graph.Node("ReduceSum", [products, graph.Constant([1L])], OnnxAttribute.Integer("keepdims", 0))]);
    }

    /// <summary>Writes the parts in the safetensors format.</summary>
    public void Save(Stream stream) => SafeTensors.Write(stream, _parts);

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The stream is damaged, or is of another number of features or classes.</exception>
    public static FeatureDistance Load(Stream stream, int classCount, int featureCount, bool isQuadratic)
    {
        using DisposeScope scope = NewDisposeScope();
        Dictionary<string, Tensor> parts = SafeTensors.Read(stream);
        return new(
            Part(CenterName, featureCount), Part(LinearName, classCount, featureCount), Part(ConstantName, classCount),
            isQuadratic ? Part(QuadraticName, featureCount, featureCount) : null);

        Tensor Part(string name, params long[] shape)
            => parts.TryGetValue(name, out Tensor? part) && part.dtype == ScalarType.Float32 && part.shape.SequenceEqual(shape)
                ? part
                : throw new InvalidDataException($"it has no tensor '{name}' of shape [{string.Join(", ", shape)}]");
    }

    public FeatureDistance Copy() => new(_parts[CenterName], _parts[LinearName], _parts[ConstantName], _parts.GetValueOrDefault(QuadraticName));

    public void To(Device device)
    {
        foreach (string name in _parts.Keys.ToList())
        {
            using Tensor before = _parts[name];
            _parts[name] = before.to(device, copy: true).DetachFromDisposeScope();
        }
    }

    public void Dispose()
    {
        foreach (Tensor part in _parts.Values)
        {
            part.Dispose();
        }
    }

    private static Tensor Kept(Tensor tensor) => tensor.to(ScalarType.Float32, copy: true).DetachFromDisposeScope();
}
