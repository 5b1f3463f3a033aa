using MLNet.Ride.Torch.Losses;
using MLNet.Ride.Torch.Models;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Training;

/// <summary>Distillation from a trained network, in addition to the labels.</summary>
internal interface IDistillation : IDisposable
{
    /// <summary>The trained network, which checkpoints include.</summary>
    RideModel Teacher { get; }

    /// <summary>Switches the teacher to evaluation mode.</summary>
    void BeginEpoch();

    /// <summary>Computes the mean logits [n, C] of the teacher, without gradient, in the caller's dispose scope.</summary>
    /// <param name="images">[n, 3, S, S], normalized as the student's are.</param>
    Tensor TeacherLogits(Tensor images);

    /// <summary>Creates the loss of labels and teacher.</summary>
    /// <param name="ofLabels">The loss of the labels alone; its creator disposes it.</param>
    IDistillationLoss Over(ExpertLoss ofLabels);

    /// <summary>Called at the end of the stage to summarize the teacher's outputs.</summary>
    /// <param name="log">Receives log messages; null for none.</param>
    /// <param name="cancellationToken">Cancels the computation.</param>
    void Conclude(Action<string>? log, CancellationToken cancellationToken)
    {
    }
}
