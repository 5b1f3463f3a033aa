using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Losses;

/// <summary>The labels of a batch, or of a part of it whose loss is to add up with those of the other parts to the loss of the batch.</summary>
/// <param name="Own">int64 [n], the labels of the part.</param>
/// <param name="OfBatch">int64 [N], those of the whole batch, on the same device; null if the part is the batch.</param>
internal readonly record struct BatchLabels(Tensor Own, Tensor? OfBatch = null)
{
    /// <summary>The images' indices in the training set, int64 [n]; null if they are mixed.</summary>
    public Tensor? Indices { get; init; }

    public static implicit operator BatchLabels(Tensor labels) => new(labels);
}
