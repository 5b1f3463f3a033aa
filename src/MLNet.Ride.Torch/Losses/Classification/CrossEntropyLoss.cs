using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Losses.Classification;

/// <summary>−log softmax(z)_y.</summary>
internal sealed class CrossEntropyLoss : ClassificationLoss
{
    public override Tensor Compute(Tensor logits, Tensor labels, Tensor? classWeights)
        => nn.functional.cross_entropy(logits, labels, classWeights);
}
