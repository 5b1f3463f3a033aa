using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Batches;

/// <summary>What a batch is to be recognised as: one label for each image, or two of which each image has a share.</summary>
/// <param name="Labels">int64 [n].</param>
/// <param name="OtherLabels">int64 [n], the labels of what was mixed in; null where nothing was.</param>
/// <param name="Share">Share λ of <paramref name="Labels"/>, 0 to 1; the other labels have the rest.</param>
internal sealed record Targets(Tensor Labels, Tensor? OtherLabels = null, double Share = 1)
{
    /// <summary>λ·L(y) + (1 − λ)·L(y_other), for a loss L that is a function of the labels.</summary>
    public Tensor Loss(Func<Tensor, Tensor> loss)
        => OtherLabels is null ? loss(Labels) : loss(Labels).mul(Share).add(loss(OtherLabels).mul(1 - Share));
}
