using MLNet.Ride.Torch.Networks.Layers;
using MLNet.Ride.Torch.Options;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Networks.Heads;

/// <summary>The classifiers by kind.</summary>
internal static class HeadLayers
{
    /// <param name="kind">Kind of classifier.</param>
    /// <param name="features">Number of inputs.</param>
    /// <param name="network">The network, for its number of classes and the settings of cosine classifiers.</param>
    public static nn.Module<Tensor, Tensor> Create(HeadKind kind, int features, NetworkDescription network)
        => kind switch
        {
            HeadKind.Linear => nn.Linear(features, network.ClassCount),
            HeadKind.Cosine => new CosineLinear(features, network.ClassCount, network.CosineScale, network.CosinePower),
            HeadKind.ScaledLinear or HeadKind.ScaledCosine => new ScaledLinear(kind, features, network),
            _ => new NearestMean(kind, features, network.ClassCount),
        };

    public static void Measure(LayerMeter meter, HeadKind kind, int classes)
    {
        if (IsNearestMean(kind))
        {
            meter.Values();
        }

        meter.Linear(classes, kind is HeadKind.Linear or HeadKind.ScaledLinear);
        if (kind is HeadKind.ScaledLinear or HeadKind.ScaledCosine)
        {
            meter.Values();
        }
    }

    public static bool IsNearestMean(HeadKind kind) => kind is HeadKind.NearestMean or HeadKind.NormalizedNearestMean or HeadKind.CosineNearestMean;

    /// <summary>Whether weights are [features, classes] rather than [classes, features].</summary>
    public static bool HasClassesLast(HeadKind kind) => kind is HeadKind.Cosine or HeadKind.ScaledCosine;
}
