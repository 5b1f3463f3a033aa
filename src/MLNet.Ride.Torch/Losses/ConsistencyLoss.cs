using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Losses;

/// <summary>
/// The consistency of two views, summed over the experts k: w·min(epoch/E, 1)·KL(p_k(weak) ‖ p_k(strong)), averaged over the images whose weak view expert k classifies
/// correctly. p_k is the softmax of the logits as the expert's loss compares them with the labels, and no gradient flows into p_k(weak).
/// </summary>
/// <remarks>
/// Zhao et al., "MDCS: More Diverse Experts with Consistency Self-distillation for Long-tailed Recognition", ICCV 2023, equations 8 to 10, in the form of the published code,
/// whose temperature is 1.
/// </remarks>
/// <param name="loss">The loss of the labels.</param>
/// <param name="options">Weight and warm-up.</param>
/// <param name="epochs">Number of epochs of stage one.</param>
internal sealed class ConsistencyLoss(ExpertLoss loss, ConsistencyOptions options, int epochs)
{
    /// <summary>Number of views of an image.</summary>
    public const int Views = 2;

    /// <summary>Computes the loss of a batch.</summary>
    /// <param name="expertLogits">Logits [2n, C] of each expert: all weak views, then all strong ones.</param>
    /// <param name="labels">Labels [n], 0 to C − 1, as 64-bit integers on the device of the logits.</param>
    /// <param name="epoch">Epoch of stage one, from 1.</param>
    /// <returns>A scalar, in the caller's dispose scope.</returns>
    public Tensor Compute(Tensor[] expertLogits, Tensor labels, int epoch)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor sum = OfExpert(0, expertLogits[0], labels);
        for (int expert = 1; expert < expertLogits.Length; expert++)
        {
            sum = sum.Plus(OfExpert(expert, expertLogits[expert], labels));
        }

        double warmUp = options.WarmUpFraction * epochs;
        return sum.Times(options.Weight * (epoch < warmUp ? epoch / warmUp : 1)).MoveToOuterDisposeScope();
    }

    private Tensor OfExpert(int expert, Tensor logits, Tensor labels)
    {
        long count = labels.size(0);
        Tensor adjusted = loss.Adjusted(expert, logits);
        Tensor weak = adjusted.narrow(0, 0, count).detach().log_softmax(1);
        Tensor strong = adjusted.narrow(0, count, count).log_softmax(1);
        Tensor right = weak.argmax(1).eq(labels).to_type(weak.dtype);
        Tensor divergence = weak.exp().mul(weak.sub(strong)).sum(1);
        return divergence.mul(right).sum().div(right.sum().AtLeast(1)); // 0 where no image is right
    }
}
