using MLNet.Ride.Torch.Runtime;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Losses;

internal static class KullbackLeibler
{
    /// <summary>KL(p ‖ q) = Σ p·(log p − log q), averaged over the batch.</summary>
    /// <param name="logP">log p [n, C].</param>
    /// <param name="logQ">log q [n, C].</param>
    public static Tensor Mean(Tensor logP, Tensor logQ)
        => nn.functional.kl_div(logQ, logP, true, nn.Reduction.Sum).Over(logP.size(0));
}
