using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Losses;

/// <summary>(1 − p)^γ·(−log p), where −log p is the cross-entropy, with its class weight where there is one.</summary>
/// <remarks>Lin et al., "Focal loss for dense object detection", ICCV 2017.</remarks>
internal sealed class FocalLoss(double gamma = FocalLoss.DefaultGamma) : ClassificationLoss
{
    public const double DefaultGamma = 1;

    public override Tensor Compute(Tensor logits, Tensor labels, Tensor? classWeights)
    {
        using Tensor losses = nn.functional.cross_entropy(logits, labels, classWeights, reduction: nn.Reduction.None);
        using Tensor probabilities = losses.neg().exp_();
        using Tensor modulated = (1 - probabilities).pow(gamma).mul(losses);
        return modulated.mean();
    }
}
