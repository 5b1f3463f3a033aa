using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>The initial weights of Linear and Conv2d, drawn in the order in which libtorch draws them.</summary>
internal static class LayerInitialization
{
    internal static Tensor Weight(ReadOnlySpan<long> shape) =>
        nn.init.kaiming_uniform_(empty(shape, device: CPU), Math.Sqrt(5));

    internal static Tensor Bias(long size, long fanIn)
    {
        double bound = fanIn > 0 ? 1 / Math.Sqrt(fanIn) : 0;
        return nn.init.uniform_(empty(size, device: CPU), -bound, bound);
    }
}
