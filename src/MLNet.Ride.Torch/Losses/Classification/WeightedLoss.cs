using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Losses.Classification;

/// <summary>Another loss with class weights of its own, from the first epoch on.</summary>
/// <param name="loss">The loss, owned by this one.</param>
/// <param name="weights">One weight per class.</param>
internal sealed class WeightedLoss(ClassificationLoss loss, IReadOnlyList<double> weights) : ClassificationLoss
{
    private readonly ClassConstants _weights = new(weights);

    public override Tensor Compute(Tensor logits, Tensor labels, Tensor? classWeights)
        => classWeights is null
            ? loss.Compute(logits, labels, _weights.On(logits.device))
            : throw new ArgumentException("The loss has class weights of its own.", nameof(classWeights));

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            loss.Dispose();
            _weights.Dispose();
        }
    }
}
