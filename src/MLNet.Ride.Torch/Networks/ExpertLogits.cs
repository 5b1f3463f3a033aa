using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Networks;

internal static class ExpertLogits
{
    /// <summary>The mean z̄ of the experts' logits; a new tensor even where there is one expert.</summary>
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
