using MLNet.Ride.Torch.Runtime;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Losses.Classification;

/// <summary>
/// Cross-entropy of z + b with an offset b_c for each class; b = τ·log π is logit adjustment, and balanced softmax for τ = 1.
/// </summary>
/// <remarks>
/// Menon et al., "Long-tail learning via logit adjustment", ICLR 2021, equation 10; Ren et al., "Balanced meta-softmax for long-tailed
/// visual recognition", NeurIPS 2020, equation 3.
/// </remarks>
/// <param name="offsets">One offset per class.</param>
/// <param name="smoothing">ε of label smoothing, at least 0 and below 1.</param>
internal sealed class LogitAdjustedLoss(IReadOnlyList<double> offsets, double smoothing) : ClassificationLoss
{
    private readonly ClassConstants _offsets = new(offsets);

    public override Tensor Compute(Tensor logits, Tensor labels, Tensor? classWeights)
    {
        using Tensor adjusted = Adjusted(logits);
        return nn.functional.cross_entropy(adjusted, labels, classWeights, label_smoothing: smoothing);
    }

    public override Tensor Adjusted(Tensor logits) => logits.Plus(_offsets.On(logits.device));

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _offsets.Dispose();
        }
    }
}
