using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Networks;

/// <summary>How the kernels of convolutions lie in memory.</summary>
internal static class KernelLayout
{
    /// <summary>
    /// Stores kernels [k, c, h, w] channels last, as images are, so that a GPU need not convert them in every pass, or in the order of their dimensions, as
    /// layers for the CPU expect. Their values and shapes stay the same.
    /// </summary>
    public static void Set(nn.Module network, bool channelsLast)
    {
        using IDisposable noGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        foreach (Parameter kernels in network.parameters().Where(parameter => parameter.dim() == 4 && (channelsLast || !parameter.is_contiguous())))
        {
            kernels.set_(channelsLast ? kernels.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2) : kernels.contiguous());
        }
    }
}
