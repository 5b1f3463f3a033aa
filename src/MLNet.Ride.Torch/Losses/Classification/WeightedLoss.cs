using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Losses.Classification;

/// <summary>Adds fixed class weights to another loss, from the first epoch; deferred class weights are multiplied with them.</summary>
/// <param name="loss">The loss, owned by this object.</param>
/// <param name="weights">One weight per class.</param>
internal sealed class WeightedLoss(ClassificationLoss loss, IReadOnlyList<double> weights) : ClassificationLoss
{
    private readonly ClassConstants _weights = new(weights);

    public override Tensor Compute(Tensor logits, Tensor labels, Tensor? classWeights)
        => loss.Compute(logits, labels, Weights(classWeights, logits.device));

    public override Tensor? MeanWeights(Tensor labels, Tensor? classWeights) => loss.MeanWeights(labels, Weights(classWeights, labels.device));

    private Tensor Weights(Tensor? classWeights, Device device)
        => classWeights is null ? _weights.On(device) : _weights.On(device).mul(classWeights);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            loss.Dispose();
            _weights.Dispose();
        }
    }
}
