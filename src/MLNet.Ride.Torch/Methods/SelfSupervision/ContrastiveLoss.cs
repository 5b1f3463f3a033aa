using MLNet.Ride.Torch.Runtime;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Methods.SelfSupervision;

/// <summary>−log(exp(v·v'/τ) / (exp(v·v'/τ) + Σ_k exp(v·v'_k/τ))), averaged over the batch.</summary>
/// <remarks>He et al., "Momentum contrast for unsupervised visual representation learning", CVPR 2020, equation 1.</remarks>
internal static class ContrastiveLoss
{
    /// <param name="queries">v, [n, D] of unit length.</param>
    /// <param name="keys">v', [n, D] of unit length: another view of the same images.</param>
    /// <param name="negatives">v'_k, [K, D] of unit length: other images.</param>
    /// <param name="leftOut">bool [n, K], true where a negative is excluded for an image; null excludes none.</param>
    /// <param name="temperature">τ, above 0.</param>
    /// <returns>A scalar.</returns>
    public static Tensor Compute(Tensor queries, Tensor keys, Tensor negatives, Tensor? leftOut, double temperature)
    {
        Tensor same = queries.mul(keys).sum(1, true);
        Tensor others = queries.mm(negatives.t());
        Tensor logits = cat([same, leftOut is null ? others : others.Masked(leftOut, double.NegativeInfinity)], 1).Over(temperature);
        return nn.functional.cross_entropy(logits, zeros(queries.size(0), int64, queries.device));
    }
}
