using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Losses.Classification;

/// <summary>A loss on the logits of one classifier. Derive from it to add your own to <see cref="LossRegistry.All"/>.</summary>
public abstract class ClassificationLoss : IDisposable
{
    /// <summary>Computes the loss of a batch. Intermediate tensors belong to the caller's dispose scope.</summary>
    /// <param name="logits">Logits [n, C].</param>
    /// <param name="labels">Labels [n], 0 to C − 1, as 64-bit integers.</param>
    /// <param name="classWeights">
    /// Deferred class weights [C] on the device of the logits, or <see langword="null"/> before they take effect.
    /// </param>
    /// <returns>The mean over the samples, weighted if there are class weights: a scalar.</returns>
    public abstract Tensor Compute(Tensor logits, Tensor labels, Tensor? classWeights);

    /// <summary>Returns the logits as the loss compares them with the labels, with offsets by class if it has any. By default, the logits themselves.</summary>
    /// <param name="logits">Logits [n, C].</param>
    /// <returns>[n, C].</returns>
    public virtual Tensor Adjusted(Tensor logits) => logits;

    /// <summary>
    /// Returns the weights of the samples in the mean of <see cref="Compute"/>. Processes that train together compute the loss of a part of the batch each; these
    /// weights make of it their share of the mean over the whole batch.
    /// </summary>
    /// <param name="labels">Labels [n], 0 to C − 1, as 64-bit integers.</param>
    /// <param name="classWeights">Deferred class weights [C], or <see langword="null"/>.</param>
    /// <returns>
    /// Weights [n] by whose sum the loss is divided, or <see langword="null"/> if it is divided by n. By default, the class weights of the labels.
    /// </returns>
    public virtual Tensor? MeanWeights(Tensor labels, Tensor? classWeights) => classWeights?.index_select(0, labels);

    /// <summary>Releases the tensors of the loss.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases the tensors of the loss.</summary>
    /// <param name="disposing">Whether <see cref="Dispose()"/> was called.</param>
    protected virtual void Dispose(bool disposing)
    {
    }
}
