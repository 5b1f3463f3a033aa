using MLNet.Ride.Torch.Losses;
using MLNet.Ride.Torch.Models;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Training;

/// <summary>Distillation from trained networks, in addition to the labels.</summary>
internal interface IDistillation : IDisposable
{
    /// <summary>The trained networks, which checkpoints include, by their names in it.</summary>
    IReadOnlyDictionary<string, RideModel> Teachers { get; }

    /// <summary>Other state that changes with the epochs, for the checkpoint.</summary>
    IReadOnlyDictionary<string, Tensor> FurtherTensors => new Dictionary<string, Tensor>();

    /// <summary>Prepares an epoch (from 1), before the student is switched to training mode; called again when a run resumes within it.</summary>
    void BeginEpoch(int epoch);

    /// <summary>Computes the logits of the teachers, without gradient, in the caller's dispose scope: their mean [n, C] if there is one teacher.</summary>
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
