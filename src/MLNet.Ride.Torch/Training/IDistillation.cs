using MLNet.Ride.Torch.Losses;
using MLNet.Ride.Torch.Models;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Training;

/// <summary>What the experts learn from a trained network besides the labels.</summary>
internal interface IDistillation : IDisposable
{
    /// <summary>The trained network, which checkpoints keep.</summary>
    RideModel Teacher { get; }

    /// <summary>Brings the teacher into the mode in which it is asked.</summary>
    void BeginEpoch();

    /// <summary>Mean logits [n, C] of the teacher, without gradient, in the caller's dispose scope.</summary>
    /// <param name="images">[n, 3, S, S], normalised as the student's are.</param>
    Tensor TeacherLogits(Tensor images);

    /// <summary>The loss of labels and teacher.</summary>
    /// <param name="ofLabels">The loss of the labels alone, which whoever made it disposes.</param>
    IDistillationLoss Over(ExpertLoss ofLabels);

    /// <summary>Called once the stage is over, to sum up what the teacher gave.</summary>
    /// <param name="log">Told in sentences; null for none.</param>
    /// <param name="cancellationToken">Ends the computation.</param>
    void Conclude(Action<string>? log, CancellationToken cancellationToken)
    {
    }
}
