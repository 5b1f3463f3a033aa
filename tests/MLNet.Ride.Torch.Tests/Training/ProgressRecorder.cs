using MLNet.Ride.Torch.Training;

namespace MLNet.Ride.Torch.Tests.Training;

/// <summary>Keeps all reports and may act on each, on the training thread.</summary>
internal sealed class ProgressRecorder(Action<TrainingProgress>? then = null) : IProgress<TrainingProgress>
{
    public List<TrainingProgress> Reports { get; } = [];

    public void Report(TrainingProgress value)
    {
        Reports.Add(value);
        then?.Invoke(value);
    }
}
