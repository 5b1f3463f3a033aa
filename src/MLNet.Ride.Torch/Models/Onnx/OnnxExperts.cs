using MLNet.Ride.Torch.Formats.Onnx;
using MLNet.Ride.Torch.Networks;
using MLNet.Ride.Torch.Networks.Layers;
using MLNet.Ride.Torch.Options;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Models.Onnx;

/// <summary>Adds a model to a graph, in each of the forms of <see cref="OnnxForm"/>.</summary>
internal sealed class OnnxExperts(RideModel model, OnnxGraph graph)
{
    private readonly ExpertBackbone _backbone = model.Network.Backbone;

    /// <summary>The feature map of the first expert, once it is in the graph.</summary>
    public string FirstFeatureMap { get; private set; } = "";

    /// <summary>Normalizes pixels as in training.</summary>
    /// <param name="pixels">[N, 3, S, S] from 0 to 255.</param>
    /// <returns>The normalized images.</returns>
    public string Normalized(string pixels)
    {
        string centered = graph.Node("Sub", [pixels, PerChannel(model.Description.Mean)]);
        return graph.Node("Div", [centered, PerChannel(model.Description.StandardDeviation)]);
    }

    /// <summary>Makes vectors [N, D] maps of one pixel.</summary>
    public string AsMap(string vectors) => graph.Node("Unsqueeze", [vectors, graph.Constant([2L, 3L])]);

    /// <returns>The mean of all experts' logits, weighted if the model has expert weights.</returns>
    public string Mean(string images)
    {
        string[] logits = Logits(images, out _);
        return model.Description.ExpertWeights is { } weights
            ? graph.Node("Sum", [.. logits.Select((expert, i) => graph.Node("Mul", [expert, graph.Constant((float)weights[i])]))])
            : graph.Node("Mean", logits);
    }

    /// <returns>All experts' logits [N, K, C], and the routers' scores [N, K − 1] if there are routers.</returns>
    public (string Logits, string? RouterScores) Scores(string images)
    {
        string[] logits = Logits(images, out string[] featureMaps);
        string axis = graph.Constant([1]);
        string[] expanded = Array.ConvertAll(logits, expert => graph.Node("Unsqueeze", [expert, axis]));
        string all = graph.Node("Concat", expanded, OnnxAttribute.Integer("axis", 1));
        if (model.Router is null)
        {
            return (all, null);
        }

        string[] scores = [.. Enumerable.Range(0, logits.Length - 1).Select(
            expert => model.Router.Export(graph, featureMaps[expert], graph.Node("Mean", logits[..(expert + 1)]), expert))];
        return (all, graph.Node("Concat", scores, OnnxAttribute.Integer("axis", 1)));
    }

    /// <returns>The mean logits of the experts used, and their number [N].</returns>
    public (string Logits, string ExpertsUsed) Routed(string images)
    {
        string shared = _backbone.ExportShared(graph, images);
        string featureMap = FirstFeatureMap = _backbone.ExportExpert(graph, shared, 0);
        string sum = _backbone.ExportClassifier(graph, featureMap, 0);
        string count = graph.Node("Shape", [graph.Largest(sum)]);
        string ones = graph.Node("Expand", [graph.Constant([1]), count]);
        string samples = graph.Node("Sub", [graph.Node("CumSum", [ones, graph.Constant([0])]), ones]);
        (string sums, string used) = OnnxRouting.Add(graph, model, new(shared, featureMap, sum, samples), sum, ones);
        string divisors = graph.Node("Unsqueeze", [graph.Node("Cast", [used], OnnxAttribute.Integer("to", (long)OnnxType.Float)), graph.Constant([1])]);
        return (graph.Node("Div", [sums, divisors]), used);
    }

    private string[] Logits(string images, out string[] featureMaps)
    {
        string shared = _backbone.ExportShared(graph, images);
        string[] maps = [.. Enumerable.Range(0, _backbone.ExpertCount).Select(expert => _backbone.ExportExpert(graph, shared, expert))];
        featureMaps = maps;
        FirstFeatureMap = maps[0];
        return [.. maps.Select((map, expert) => _backbone.ExportClassifier(graph, map, expert))];
    }

    private string PerChannel(IReadOnlyList<float> values)
        => graph.Constant(tensor(values.Select(value => value * byte.MaxValue).ToArray(), 1, 3, 1, 1));
}
