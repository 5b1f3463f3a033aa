using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Losses;

/// <summary>Cross-entropy weighted by the effective number of samples from the first epoch on, so that deferred weights add nothing.</summary>
/// <remarks>Cui et al., "Class-balanced loss based on effective number of samples", CVPR 2019.</remarks>
internal sealed class ClassBalancedLoss(IReadOnlyList<int> counts, double beta = ClassWeights.DefaultBeta) : ClassificationLoss
{
    private readonly ClassConstants _weights = new(ClassWeights.EffectiveNumber(counts, beta));

    public override Tensor Compute(Tensor logits, Tensor labels, Tensor? classWeights)
        => nn.functional.cross_entropy(logits, labels, _weights.On(logits.device));

    public override void Dispose() => _weights.Dispose();
}
