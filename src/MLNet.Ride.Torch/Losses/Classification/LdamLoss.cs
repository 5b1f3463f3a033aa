using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Losses.Classification;

/// <summary>
/// Cross-entropy of z − s·m_y·onehot(y): a margin for the true class, wider for rarer classes. The logits are already scaled by s.
/// </summary>
/// <remarks>Cao et al., "Learning imbalanced datasets with label-distribution-aware margin loss", NeurIPS 2019, equation 13.</remarks>
internal sealed class LdamLoss(IReadOnlyList<int> counts, double maxMargin, double scale, double smoothing) : ClassificationLoss
{
    private readonly ClassConstants _offsets = new([.. ClassMargins.Ldam(counts, maxMargin).Select(margin => -scale * margin)]);

    public override Tensor Compute(Tensor logits, Tensor labels, Tensor? classWeights)
    {
        using Tensor column = labels.unsqueeze(1);
        using Tensor offsets = _offsets.On(logits.device).index_select(0, labels);
        using Tensor offsetColumn = offsets.unsqueeze(1);
        using Tensor shifted = logits.scatter_add(1, column, offsetColumn);
        return nn.functional.cross_entropy(shifted, labels, classWeights, label_smoothing: smoothing);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _offsets.Dispose();
        }
    }
}
