using MLNet.Ride.Torch.Formats.Onnx;
using MLNet.Ride.Torch.Networks.Layers;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Runtime;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Networks;

/// <summary>
/// Experts on feature vectors, which are standardized first: (x − <c>mean</c>) / <c>deviation</c>. Every expert is a classifier, behind a hidden layer with ReLU
/// if there is one. A vector [n, D] is a map of one pixel, [n, D, 1, 1], so that everything else works as for images.
/// </summary>
internal sealed class VectorExperts : ExpertBackbone
{
    /// <summary>Name of the backbone in a description.</summary>
    public const string Name = "mlp";

    private readonly VectorInput _input;
    private readonly int _expertInputs;
    private readonly Linear[] _hidden = [];

    public VectorExperts(NetworkDescription description)
        : base(nameof(VectorExperts), description.ExpertCount)
    {
        _input = description.Vectors!;
        _expertInputs = InputsOf(description);
        register_buffer("mean", zeros(_input.Length));
        register_buffer("deviation", ones(_input.Length));
        if (_input.HiddenUnits > 0)
        {
            _hidden = AddPerExpert("hidden", () => nn.Linear(_expertInputs, _input.HiddenUnits));
        }

        AddClassifiers(description, _input.HiddenUnits > 0 ? _input.HiddenUnits : _expertInputs);
    }

    private Tensor Mean => get_buffer("mean")!;

    private Tensor Deviation => get_buffer("deviation")!;

    public static BackboneCost Measure(NetworkDescription description)
    {
        var expert = new LayerMeter(InputsOf(description), 1);
        if (description.Vectors!.HiddenUnits > 0)
        {
            expert.Linear(description.Vectors.HiddenUnits, true);
        }

        return new(new LayerMeter(description.Vectors.Length, 1), expert);
    }

    /// <summary>Sets the mean and the standard deviation of each component; a component that does not vary is only centered.</summary>
    public void Standardize(Tensor mean, Tensor deviation)
    {
        using IDisposable noGradient = no_grad();
        Mean.copy_(mean);
        Deviation.copy_(where(deviation.Above(0), deviation, ones_like(deviation)));
    }

    public override Tensor Shared(Tensor images)
    {
        using Tensor centered = images.sub(Mean.view(-1, 1, 1));
        return centered.div(Deviation.view(-1, 1, 1));
    }

    public override Tensor Expert(Tensor shared, int expert)
    {
        Tensor inputs = _input.OneForEachExpert ? shared.narrow(1, (long)expert * _expertInputs, _expertInputs) : shared.alias();
        if (_hidden.Length == 0)
        {
            return inputs;
        }

        using (inputs)
        {
            using Tensor vectors = inputs.flatten(1);
            using Tensor linear = _hidden[expert].forward(vectors);
            return linear.relu().view(-1, _input.HiddenUnits, 1, 1);
        }
    }

    internal override string ExportShared(OnnxGraph graph, string images)
    {
        string centered = graph.Node("Sub", [images, graph.Constant(Mean.view(-1, 1, 1))]);
        return graph.Node("Div", [centered, graph.Constant(Deviation.view(-1, 1, 1))]);
    }

    internal override string ExportExpert(OnnxGraph graph, string shared, int expert)
        => _hidden.Length == 0
            ? shared
            : graph.Node("Unsqueeze", [graph.Relu(graph.Add(_hidden[expert], graph.FeatureVector(shared))), graph.Constant([2L, 3L])]);

    private static int InputsOf(NetworkDescription description)
        => description.Vectors!.OneForEachExpert ? description.Vectors.Length / description.ExpertCount : description.Vectors.Length;
}
