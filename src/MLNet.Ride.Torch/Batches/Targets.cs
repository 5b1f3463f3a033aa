using MLNet.Ride.Torch.Losses;
using MLNet.Ride.Torch.Runtime;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Batches;

/// <summary>The training targets of a batch: one label for each image, or two weighted labels.</summary>
/// <param name="Labels">int64 [n].</param>
/// <param name="OtherLabels">int64 [n], the labels of the images mixed in or added; null without them.</param>
/// <param name="Share">Share λ of <paramref name="Labels"/>, 0 to 1; the other labels have 1 − λ.</param>
internal sealed record Targets(Tensor Labels, Tensor? OtherLabels = null, double Share = 1)
{
    /// <summary>The labels of the whole batch if these are a part of it, int64 [N].</summary>
    public Tensor? LabelsOfBatch { get; init; }

    /// <summary>The other labels of the whole batch if these are a part of it, int64 [N].</summary>
    public Tensor? OtherLabelsOfBatch { get; init; }

    /// <summary>The images' indices in the training set, int64 [n]; null where images are mixed or have others beside them.</summary>
    public Tensor? Indices { get; init; }

    /// <summary>The same labels for all views of the images, in sequence.</summary>
    public Targets OfViews(int count) => new(Labels.repeat(count));

    /// <summary>Computes λ·L(y) + (1 − λ)·L(y_other) for a loss L of the labels.</summary>
    public Tensor Loss(Func<BatchLabels, Tensor> loss)
    {
        Tensor own = loss(new(Labels, LabelsOfBatch) { Indices = Indices });
        return OtherLabels is null ? own : own.Times(Share).Plus(loss(new(OtherLabels, OtherLabelsOfBatch)).Times(1 - Share));
    }
}
