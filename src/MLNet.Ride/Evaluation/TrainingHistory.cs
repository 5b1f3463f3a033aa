using MLNet.Ride.Torch.Training;

namespace MLNet.Ride.Evaluation;

/// <summary>
/// Collects the training history, one entry per epoch: set it as <see cref="RideTrainer.Options.Progress"/>. It can be reused when a run
/// resumes; a repeated epoch replaces its previous entry.
/// </summary>
/// <param name="next">Receives every report too, such as a display; <see langword="null"/> for none.</param>
public sealed class TrainingHistory(IProgress<TrainingProgress>? next = null) : IProgress<TrainingProgress>
{
    private readonly object _lock = new();
    private readonly List<TrainingEpoch> _epochs = [];

    /// <summary>The completed epochs, in training order.</summary>
    public IReadOnlyList<TrainingEpoch> Epochs
    {
        get
        {
            lock (_lock)
            {
                return [.. _epochs];
            }
        }
    }

    /// <inheritdoc/>
    public void Report(TrainingProgress value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.EndsEpoch && value.Stage != StageNames.FrozenFeatures)
        {
            var epoch = new TrainingEpoch(value.Stage, value.Epoch, double.IsFinite(value.Loss) ? value.Loss : null, value.LearningRate, value.Validation);
            lock (_lock)
            {
                int same = _epochs.FindIndex(e => e.Stage == value.Stage && e.Epoch >= value.Epoch);
                if (same >= 0)
                {
                    _epochs.RemoveRange(same, _epochs.Count - same);
                }

                _epochs.Add(epoch);
            }
        }

        next?.Report(value);
    }
}
