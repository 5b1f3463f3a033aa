using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Networks;

internal static class ExpertLogits
{
    /// <summary>Σ_k w_k·z^k; intermediate tensors belong to the caller's dispose scope.</summary>
    public static Tensor Weighted(IReadOnlyList<Tensor> logits, IReadOnlyList<double> weights)
    {
        using Scalar first = weights[0], one = 1;
        Tensor sum = logits[0].mul(first);
        for (int expert = 1; expert < logits.Count; expert++)
        {
            using Scalar weight = weights[expert];
            sum.add_(logits[expert].mul(weight), one);
        }

        return sum;
    }

    /// <summary>The mean z̄ of the experts' logits; a new tensor even for one expert.</summary>
    public static Tensor Mean(IReadOnlyList<Tensor> logits)
    {
        using Scalar one = 1, count = logits.Count;
        Tensor sum = logits.Count == 1 ? logits[0].clone() : logits[0].add(logits[1], one);
        for (int expert = 2; expert < logits.Count; expert++)
        {
            sum.add_(logits[expert], one);
        }

        return logits.Count == 1 ? sum : sum.div_(count);
    }
}
