using MLNet.Ride.Torch.Runtime;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Networks;

internal static class ExpertLogits
{
    /// <summary>Σ_k w_k·z^k; intermediate tensors belong to the caller's dispose scope.</summary>
    public static Tensor Weighted(IReadOnlyList<Tensor> logits, IReadOnlyList<double> weights)
    {
        Tensor sum = logits[0].Times(weights[0]);
        for (int expert = 1; expert < logits.Count; expert++)
        {
            sum.Add(logits[expert].Times(weights[expert]));
        }

        return sum;
    }

    /// <summary>The mean z̄ of the experts' logits; a new tensor even for one expert.</summary>
    public static Tensor Mean(IReadOnlyList<Tensor> logits)
    {
        Tensor sum = logits.Count == 1 ? logits[0].clone() : logits[0].Plus(logits[1]);
        for (int expert = 2; expert < logits.Count; expert++)
        {
            sum.Add(logits[expert]);
        }

        return logits.Count == 1 ? sum : sum.Divide(logits.Count);
    }
}
