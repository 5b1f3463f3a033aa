using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Losses;

/// <summary>Cross-entropy of z + τ·log π, where π are the shares of the classes in the training set; τ = 1 is balanced softmax.</summary>
/// <remarks>
/// Menon et al., "Long-tail learning via logit adjustment", ICLR 2021, equation 10; Ren et al., "Balanced meta-softmax for long-tailed
/// visual recognition", NeurIPS 2020, equation 3.
/// </remarks>
internal sealed class LogitAdjustedLoss(IReadOnlyList<int> counts, double tau) : ClassificationLoss
{
    private readonly ClassConstants _offsets = new(ClassMargins.LogitAdjustment(counts, tau));

    public override Tensor Compute(Tensor logits, Tensor labels, Tensor? classWeights)
    {
        using Tensor adjusted = logits.add(_offsets.On(logits.device));
        return nn.functional.cross_entropy(adjusted, labels, classWeights);
    }

    public override void Dispose() => _offsets.Dispose();
}
