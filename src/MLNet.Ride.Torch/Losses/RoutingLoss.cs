using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Losses;

/// <summary>
/// The loss of the routers: binary cross-entropy of their scores, averaged over the routers, with more weight on the samples that should
/// continue. A sample should continue after expert i if the mean of experts 1…i is wrong and that of 1…j is right for some later j.
/// </summary>
/// <remarks>Wang et al., ICLR 2021, section 3.2, equation 6.</remarks>
internal sealed class RoutingLoss
{
    private readonly double _positiveWeight;

    /// <summary>Builds the loss.</summary>
    /// <param name="positiveWeight">Weight of the samples that should continue to the next expert, above 0.</param>
    public RoutingLoss(double positiveWeight)
    {
        OptionAnnotations.Check<RoutingOptions>(nameof(RoutingOptions.PositiveWeight), positiveWeight, nameof(positiveWeight));
        _positiveWeight = positiveWeight;
    }

    /// <summary>Computes the loss of a batch.</summary>
    /// <param name="scores">Scores [n] of the K − 1 routers.</param>
    /// <param name="runningMeans">Mean logits [n, C] of experts 1…i, for i = 1 to K.</param>
    /// <param name="labels">Labels [n], 0 to C − 1, as 64-bit integers on the device of the scores.</param>
    /// <returns>A scalar, in the caller's dispose scope.</returns>
    public Tensor Compute(IReadOnlyList<Tensor> scores, IReadOnlyList<Tensor> runningMeans, Tensor labels)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(runningMeans);
        if (scores.Count == 0 || runningMeans.Count != scores.Count + 1)
        {
            throw new ArgumentException($"{scores.Count} routers need the running means of {scores.Count + 1} experts, not {runningMeans.Count}.");
        }

        using DisposeScope scope = NewDisposeScope();
        Tensor positiveWeight = tensor((float)_positiveWeight, device: labels.device);
        Tensor rightLater = Right(runningMeans[^1], labels);
        Tensor? loss = null;
        for (int router = scores.Count - 1; router >= 0; router--)
        {
            Tensor right = Right(runningMeans[router], labels);
            Tensor target = right.logical_not().logical_and(rightLater).to_type(float32);
            Tensor routerLoss = nn.functional.binary_cross_entropy_with_logits(scores[router], target, pos_weights: positiveWeight);
            loss = loss is null ? routerLoss : loss.Plus(routerLoss);
            rightLater = rightLater.logical_or(right);
        }

        return loss!.Over(scores.Count).MoveToOuterDisposeScope();
    }

    private static Tensor Right(Tensor logits, Tensor labels) => logits.argmax(1).eq(labels);
}
