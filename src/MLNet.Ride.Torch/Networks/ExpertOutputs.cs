using MLNet.Ride.Torch.Networks.Layers;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Networks;

/// <summary>The outputs of all experts, with gradients if they are recorded.</summary>
/// <param name="Logits">Logits [n, C] of each expert.</param>
/// <param name="Features">Features [n, F] of each expert: the averages of its last feature map.</param>
public sealed record ExpertOutputs(Tensor[] Logits, Tensor[] Features)
{
    /// <summary>Runs all experts on all images.</summary>
    /// <param name="network">The network.</param>
    /// <param name="images">Normalized images [n, 3, h, w].</param>
    /// <returns>The outputs, in the caller's dispose scope.</returns>
    public static ExpertOutputs Of(RideNetwork network, Tensor images)
    {
        ArgumentNullException.ThrowIfNull(network);
        ExpertBackbone backbone = network.Backbone;
        var logits = new Tensor[backbone.ExpertCount];
        var features = new Tensor[backbone.ExpertCount];
        using Tensor shared = backbone.Shared(images);
        for (int expert = 0; expert < logits.Length; expert++)
        {
            using Tensor featureMap = backbone.Expert(shared, expert);
            features[expert] = FeatureVector.Of(featureMap);
            logits[expert] = backbone.Classify(featureMap, expert);
        }

        return new(logits, features);
    }

    /// <summary>The mean of the experts' features.</summary>
    /// <returns>[n, F].</returns>
    public Tensor MeanFeatures() => ExpertLogits.Mean(Features);
}
