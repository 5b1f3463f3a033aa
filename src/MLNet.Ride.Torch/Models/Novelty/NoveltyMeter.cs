using MLNet.Ride.Torch.Formats.Onnx;
using MLNet.Ride.Torch.Networks.Layers;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Models.Novelty;

/// <summary>Measures by one of the scores how strange images are to a model.</summary>
/// <param name="score">The score.</param>
/// <param name="distance">The distance that a score of features measures; <see langword="null"/> for a score of logits.</param>
internal sealed class NoveltyMeter(NoveltyScore score, FeatureDistance? distance) : IDisposable
{
    public NoveltyScore Score => score;

    public FeatureDistance? Distance => distance;

    /// <summary>Whether a score depends on features, so that class means of training images are needed for it.</summary>
    public static bool IsOfFeatures(NoveltyScore score) => score is NoveltyScore.ClassMeans or NoveltyScore.Mahalanobis;

    /// <summary>Scores [n], in the caller's dispose scope.</summary>
    /// <param name="logits">Mean logits [n, C] of the experts used.</param>
    /// <param name="features">Features [n, F] of the first expert; needed only with a distance.</param>
    public Tensor Of(Tensor logits, Tensor? features)
    {
        if (distance is not null)
        {
            return distance.Of(features!);
        }

        using DisposeScope scope = NewDisposeScope();
        Tensor largest = logits.amax([1]);
        Tensor surprise = logits.log_softmax(1).amax([1]).neg();
        return (score switch
        {
            NoveltyScore.MaxLogit => largest.neg(),
            NoveltyScore.Softmax => surprise,
            _ => largest.Plus(surprise).neg(),
        }).MoveToOuterDisposeScope();
    }

    /// <summary>Adds the score [N] to a graph.</summary>
    public string Export(OnnxGraph graph, string logits, string features)
    {
        if (distance is not null)
        {
            return distance.Export(graph, features);
        }

        string largest = graph.Largest(logits);
        string surprise = graph.Node("Neg", [graph.Largest(graph.Node("LogSoftmax", [logits], OnnxAttribute.Integer("axis", 1)))]);
        return score switch
        {
            NoveltyScore.MaxLogit => graph.Node("Neg", [largest]),
            NoveltyScore.Softmax => surprise,
            _ => graph.Node("Neg", [graph.Node("Add", [largest, surprise])]),
        };
    }

    public NoveltyMeter Copy() => new(score, distance?.Copy());

    public void To(Device device) => distance?.To(device);

    public void Dispose() => distance?.Dispose();
}
