using MLNet.Ride.Torch.Runtime;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Losses.Classification;

/// <summary>w_y·(1 − p)^γ·(−log p), where p is the probability of the true class and w its class weight, if there is one.</summary>
/// <remarks>
/// Lin et al., "Focal loss for dense object detection", ICCV 2017, equation 5; with class weights as in Cui et al., CVPR 2019, equation 5:
/// they scale the loss but not p.
/// </remarks>
internal sealed class FocalLoss(double gamma) : ClassificationLoss
{
    // Below any nonzero 1 − p in single precision; at 0, the slope of (1 − p)^γ is unbounded.
    private const double LeastDoubt = 1e-12;

    public override Tensor Compute(Tensor logits, Tensor labels, Tensor? classWeights)
    {
        using Tensor losses = nn.functional.cross_entropy(logits, labels, reduction: nn.Reduction.None);
        using Tensor probabilities = losses.neg().exp_();
        using Tensor doubts = probabilities.neg().Plus(1).AtLeast(LeastDoubt);
        using Tensor modulated = doubts.Power(gamma).mul(losses);
        if (classWeights is null)
        {
            return modulated.mean();
        }

        using Tensor weights = classWeights.index_select(0, labels);
        using Tensor weighted = modulated.mul(weights);
        return weighted.mean();
    }

    public override Tensor? MeanWeights(Tensor labels, Tensor? classWeights) => null;
}
