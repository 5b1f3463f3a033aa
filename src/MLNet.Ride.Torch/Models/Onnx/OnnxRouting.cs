using MLNet.Ride.Torch.Formats.Onnx;
using MLNet.Ride.Torch.Networks;

namespace MLNet.Ride.Torch.Models.Onnx;

/// <summary>
/// Routed inference as nested branches: if a router forwards images, the branch computes the next expert for only those images and contains
/// the next router; if it forwards none, nothing more is computed.
/// </summary>
internal static class OnnxRouting
{
    /// <summary>The state of the images that have reached an expert.</summary>
    /// <param name="Shared">Their shared feature map.</param>
    /// <param name="FeatureMap">The expert's feature map.</param>
    /// <param name="Sum">The sum of the logits of this and all previous experts.</param>
    /// <param name="Samples">Their indices in the batch.</param>
    public sealed record Reached(string Shared, string FeatureMap, string Sum, string Samples);

    /// <summary>Adds the routers and experts after an expert.</summary>
    /// <param name="graph">Graph that contains the expert.</param>
    /// <param name="model">Model with routers.</param>
    /// <param name="reached">The images that have reached the expert.</param>
    /// <param name="sums">Sums of logits of all images of the batch.</param>
    /// <param name="used">Experts used so far, of all images of the batch.</param>
    /// <param name="expert">Index of the expert, from 0.</param>
    /// <returns>The final sums and numbers of experts.</returns>
    public static (string Sums, string Used) Add(OnnxGraph graph, RideModel model, Reached reached, string sums, string used, int expert = 0)
    {
        int next = expert + 1;
        if (next == model.Description.ExpertCount)
        {
            return (sums, used);
        }

        string mean = graph.Node("Div", [reached.Sum, graph.Constant((float)next)]);
        string scores = graph.Node("Squeeze", [model.Router!.Export(graph, reached.FeatureMap, mean, expert), graph.Constant([1])]);
        string threshold = graph.Constant((float)model.Description.RoutingScore);
        string goOn = graph.Node("Greater", [scores, threshold]);
        string any = graph.Node("Greater", [graph.Node("ReduceMax", [scores], OnnxAttribute.Integer("keepdims", 0)), threshold]);

        OnnxGraph branch = graph.Branch();
        Reached further = Next(branch, model.Network.Backbone, reached, goOn, next);
        string places = branch.Node("Unsqueeze", [further.Samples, branch.Constant([1])]);
        string moreSums = branch.Node("ScatterND", [sums, places, further.Sum]);
        string number = branch.Node("Expand", [branch.Constant([next + 1]), branch.Node("Shape", [further.Samples])]);
        string moreUsed = branch.Node("ScatterND", [used, places, number]);
        (moreSums, moreUsed) = Add(branch, model, further, moreSums, moreUsed, next);

        OnnxGraph end = graph.Branch();
        string lastSums = end.Node("Identity", [sums]);
        string lastUsed = end.Node("Identity", [used]);

        string[] outputs = [graph.NewName("sums"), graph.NewName("used")];
        graph.Node(
            "If",
            [any],
            outputs,
            OnnxAttribute.Graph("then_branch", Message(branch, model, $"expert_{next + 1}", moreSums, moreUsed)),
            OnnxAttribute.Graph("else_branch", Message(end, model, $"end_{next}", lastSums, lastUsed)));
        return (outputs[0], outputs[1]);
    }

    private static Reached Next(OnnxGraph graph, ExpertBackbone backbone, Reached reached, string goOn, int expert)
    {
        string shared = Select(reached.Shared);
        string featureMap = backbone.ExportExpert(graph, shared, expert);
        string sum = graph.Node("Add", [Select(reached.Sum), backbone.ExportClassifier(graph, featureMap, expert)]);
        return new(shared, featureMap, sum, Select(reached.Samples));

        string Select(string values) => graph.Node("Compress", [values, goOn], OnnxAttribute.Integer("axis", 0));
    }

    private static ProtobufMessage Message(OnnxGraph branch, RideModel model, string name, string sums, string used)
        => branch.Message(
            name, [], [new(sums, OnnxType.Float, null, model.Description.ClassCount), new(used, OnnxType.Int64, [null])]);
}
