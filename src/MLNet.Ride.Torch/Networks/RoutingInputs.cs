using MLNet.Ride.Torch.Runtime;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Networks;

/// <summary>The outputs of the frozen network for training the routers, without gradients.</summary>
/// <param name="FeatureMaps">Last feature maps [n, F, h', w'] of experts 1 to K − 1.</param>
/// <param name="RunningMeans">Mean logits [n, C] of experts 1…i, for i = 1 to K.</param>
internal sealed record RoutingInputs(IReadOnlyList<Tensor> FeatureMaps, IReadOnlyList<Tensor> RunningMeans)
{
    /// <summary>Runs all experts on all samples.</summary>
    /// <param name="network">Network in evaluation mode.</param>
    /// <param name="images">Normalized images [n, 3, h, w].</param>
    /// <returns>Tensors that belong to the caller's dispose scope.</returns>
    public static RoutingInputs From(RideNetwork network, Tensor images)
    {
        ArgumentNullException.ThrowIfNull(network);
        using IDisposable noGradient = no_grad();
        ExpertBackbone backbone = network.Backbone;
        var featureMaps = new List<Tensor>(backbone.ExpertCount - 1);
        var runningMeans = new List<Tensor>(backbone.ExpertCount);
        using Tensor shared = backbone.Shared(images);
        Tensor? sum = null;
        for (int expert = 0; expert < backbone.ExpertCount; expert++)
        {
            Tensor featureMap = backbone.Expert(shared, expert);
            Tensor logits = backbone.Classify(featureMap, expert);
            sum = sum is null ? logits : sum.Plus(logits);
            runningMeans.Add(sum.Over(expert + 1));
            if (expert < backbone.ExpertCount - 1)
            {
                featureMaps.Add(featureMap);
            }
        }

        return new(featureMaps, runningMeans);
    }
}
