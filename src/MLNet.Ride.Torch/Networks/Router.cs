using MLNet.Ride.Torch.Formats.Onnx;
using MLNet.Ride.Torch.Networks.Layers;
using MLNet.Ride.Torch.Runtime;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Networks;

/// <summary>
/// The routers of RIDE's stage two: after each expert but the last, a score that decides whether a sample continues to the next one.
/// </summary>
/// <remarks>
/// The feature map is average-pooled and divided by its norm; each router has its own hidden layer of 16 units; the output layer, which
/// also receives the t largest logits in descending order, is shared by all.
/// </remarks>
internal sealed class Router : nn.Module
{
    private const int HiddenUnits = 16;
    private const double LeastNorm = 1e-12;

    // Field names of modules are the names in the state dictionary.
    private readonly ModuleList<Linear> expert_help_pred_hidden_fcs;
    private readonly Linear expert_help_pred_fc;

    internal Router(int expertCount, int featureCount, int topLogits)
        : base(nameof(Router))
    {
        TopLogits = topLogits;
        expert_help_pred_hidden_fcs = new ModuleList<Linear>(
            [.. Enumerable.Range(1, expertCount - 1).Select(_ => nn.Linear(featureCount, HiddenUnits))]);
        expert_help_pred_fc = nn.Linear(HiddenUnits + topLogits, 1);
        RegisterComponents();
    }

    internal static (LayerMeter Hidden, LayerMeter Output) Measure(int featureCount, int topLogits)
    {
        var hidden = new LayerMeter(featureCount, 1);
        hidden.Linear(HiddenUnits, true);
        var output = new LayerMeter(HiddenUnits + topLogits, 1);
        output.Linear(1, true);
        return (hidden, output);
    }

    /// <summary>Number t of largest logits that the routers receive.</summary>
    public int TopLogits { get; }

    /// <summary>
    /// Computes the score a_i of continuing after an expert; a sample continues if it is above 0, that is, sigmoid(a_i) > 0.5.
    /// </summary>
    /// <param name="featureMap">The expert's last feature map [n, F, h', w'].</param>
    /// <param name="runningMean">Mean logits [n, C] of this and all previous experts, C at least <see cref="TopLogits"/>.</param>
    /// <param name="expert">Index of the expert, 0 to K − 2.</param>
    /// <returns>Scores [n].</returns>
    public Tensor Score(Tensor featureMap, Tensor runningMean, int expert)
    {
        using Tensor pooled = FeatureVector.Of(featureMap);
        using Tensor norms = pooled.norm(1, true);
        using Tensor divisors = norms.AtLeast(LeastNorm);
        using Tensor features = pooled.div(divisors);
        using Tensor linear = expert_help_pred_hidden_fcs[expert].forward(features);
        using Tensor hidden = linear.relu();
        (Tensor top, Tensor indexes) = runningMean.topk(TopLogits, 1);
        using (top)
        using (indexes)
        {
            using Tensor input = cat([top, hidden], 1);
            using Tensor scores = expert_help_pred_fc.forward(input);
            return scores.view(-1);
        }
    }

    /// <summary>Adds <see cref="Score"/> to a graph.</summary>
    /// <returns>The name of the scores [n, 1].</returns>
    internal string Export(OnnxGraph graph, string featureMap, string runningMean, int expert)
    {
        string features = graph.Normalized(graph.FeatureVector(featureMap));
        string hidden = graph.Relu(graph.Add(expert_help_pred_hidden_fcs[expert], features));
        string top = graph.NewName("top_logits");
        graph.Node("TopK", [runningMean, graph.Constant([TopLogits])], [top, top + "_indexes"], OnnxAttribute.Integer("axis", 1));
        return graph.Add(expert_help_pred_fc, graph.Node("Concat", [top, hidden], OnnxAttribute.Integer("axis", 1)));
    }

    /// <summary>Computes the scores of all routers for the same samples.</summary>
    /// <param name="inputs">Outputs of the network.</param>
    /// <returns>K − 1 tensors [n].</returns>
    public Tensor[] Scores(RoutingInputs inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return [.. inputs.FeatureMaps.Select((featureMap, expert) => Score(featureMap, inputs.RunningMeans[expert], expert))];
    }
}
