using MLNet.Ride.Torch.Runtime;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Batches;

/// <summary>The training targets of a batch: one label for each image, or two weighted labels.</summary>
/// <param name="Labels">int64 [n].</param>
/// <param name="OtherLabels">int64 [n], the labels of the images mixed in; null without mixing.</param>
/// <param name="Share">Share λ of <paramref name="Labels"/>, 0 to 1; the other labels have 1 − λ.</param>
internal sealed record Targets(Tensor Labels, Tensor? OtherLabels = null, double Share = 1)
{
    /// <summary>Computes λ·L(y) + (1 − λ)·L(y_other) for a loss L of the labels.</summary>
    public Tensor Loss(Func<Tensor, Tensor> loss)
        => OtherLabels is null ? loss(Labels) : loss(Labels).Times(Share).Plus(loss(OtherLabels).Times(1 - Share));
}
