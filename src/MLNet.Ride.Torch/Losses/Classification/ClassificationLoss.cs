using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Losses.Classification;

/// <summary>A loss on the logits of one classifier.</summary>
internal abstract class ClassificationLoss : IDisposable
{
    /// <param name="logits">Logits [n, C].</param>
    /// <param name="labels">Labels [n], 0 to C − 1, as 64-bit integers.</param>
    /// <param name="classWeights">Deferred class weights [C] on the device of the logits, or null before they act.</param>
    /// <returns>The mean over the samples, weighted where there are class weights: a scalar.</returns>
    public abstract Tensor Compute(Tensor logits, Tensor labels, Tensor? classWeights);

    public virtual void Dispose()
    {
    }
}
