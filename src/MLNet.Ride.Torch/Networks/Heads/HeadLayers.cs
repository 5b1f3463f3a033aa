using MLNet.Ride.Torch.Networks.Layers;
using MLNet.Ride.Torch.Options;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Networks.Heads;

/// <summary>The classifiers by kind.</summary>
internal static class HeadLayers
{
    /// <param name="kind">Kind of classifier.</param>
    /// <param name="features">Number of inputs.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="settings">Settings of the kinds.</param>
    public static nn.Module<Tensor, Tensor> Create(HeadKind kind, int features, int classes, HeadSettings settings)
        => kind switch
        {
            HeadKind.Linear => nn.Linear(features, classes),
            HeadKind.Cosine => new CosineLinear(features, classes, settings.Scale, settings.Power),
            HeadKind.ScaledLinear or HeadKind.ScaledCosine => new ScaledLinear(kind, features, classes, settings.Scale, settings.Power),
            HeadKind.Causal => new CausalLinear(features, classes, settings.Effect),
            _ => new NearestMean(kind, features, classes),
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
