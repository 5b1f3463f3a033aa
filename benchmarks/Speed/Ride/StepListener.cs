using MLNet.Ride.Torch.Training;

namespace Speed.Ride;

/// <summary>Hands on the progress of a run at once.</summary>
internal sealed class StepListener(Action<TrainingProgress> then) : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value) => then(value);
}
