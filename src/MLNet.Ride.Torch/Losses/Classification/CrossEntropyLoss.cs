using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Losses.Classification;

/// <summary>−Σ_c t_c·log softmax(z)_c with targets t of 1 − ε + ε/C for the true class and ε/C for the others.</summary>
/// <remarks>Szegedy et al., "Rethinking the inception architecture for computer vision", CVPR 2016, section 7 (label smoothing).</remarks>
/// <param name="smoothing">ε, at least 0 and below 1; 0 gives −log softmax(z)_y.</param>
internal sealed class CrossEntropyLoss(double smoothing) : ClassificationLoss
{
    public override Tensor Compute(Tensor logits, Tensor labels, Tensor? classWeights)
        => nn.functional.cross_entropy(logits, labels, classWeights, label_smoothing: smoothing);
}
