using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Networks.Layers;

internal static class FeatureVector
{
    /// <summary>Average over the pixels of a feature map [n, F, h, w], in single precision: [n, F].</summary>
    public static Tensor Of(Tensor featureMap) => featureMap.mean([2, 3], false, ScalarType.Float32);
}
