using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Networks;

internal static class ExpertLogits
{
    /// <summary>Σ_k w_k·z^k; intermediate tensors belong to the caller's dispose scope.</summary>
    public static Tensor Weighted(IReadOnlyList<Tensor> logits, IReadOnlyList<double> weights)
    {
        Tensor sum = logits[0].mul(weights[0]);
        for (int expert = 1; expert < logits.Count; expert++)
        {
            sum.add_(logits[expert].mul(weights[expert]));
        }

        return sum;
    }

    /// <summary>The mean z̄ of the experts' logits; a new tensor even for one expert.</summary>
    public static Tensor Mean(IReadOnlyList<Tensor> logits)
    {
        Tensor sum = logits.Count == 1 ? logits[0].clone() : logits[0].add(logits[1]);
        for (int expert = 2; expert < logits.Count; expert++)
        {
            sum.add_(logits[expert]);
        }

        return logits.Count == 1 ? sum : sum.div_(logits.Count);
    }
}
