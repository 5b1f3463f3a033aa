using MLNet.Ride.Torch.Training;

namespace MLNet.Ride.Display;

/// <summary>Writes a line every few epochs, for logs.</summary>
internal sealed class LineDisplay(TextWriter log, TimeProvider clock) : ITrainingDisplay
{
    private const int LinesPerStage = 8;

    public T Show<T>(string title, Func<IProgress<TrainingProgress>, T> work) => work(new Lines(log, clock, title));

    private static string Clock(TimeSpan time) => $"{(int)time.TotalHours}:{time:mm\\:ss}";

    private sealed class Lines(TextWriter log, TimeProvider clock, string title) : IProgress<TrainingProgress>
    {
        private const double NotableWait = 0.05;

        private readonly long _start = clock.GetTimestamp();
        private long _stageStart;
        private string? _stage;
        private int _epochsBefore;

        public void Report(TrainingProgress value)
        {
            if (value.Stage != _stage)
            {
                // A resumed run starts in the middle of a stage.
                (_stage, _epochsBefore, _stageStart) = (value.Stage, value.Epoch - 1, clock.GetTimestamp());
            }

            int interval = (value.EpochCount + LinesPerStage - 1) / LinesPerStage;
            if (value.EndsEpoch && (value.Epoch % interval == 0 || value.Epoch == value.EpochCount))
            {
                TimeSpan left = clock.GetElapsedTime(_stageStart) / (value.Epoch - _epochsBefore) * (value.EpochCount - value.Epoch);
                log.WriteLine($"{Clock(clock.GetElapsedTime(_start))}  {title}, {value.Stage} {value.Epoch}/{value.EpochCount}: "
                    + (double.IsNaN(value.Loss) ? "" : $"loss {value.Loss:0.00}, ") + $"{value.ImagesPerSecond:0} images/s"
                    + (value.DataWait >= NotableWait ? $" ({100 * value.DataWait:0}% of the time waiting for images)" : "")
                    + Accuracies.Describe(value.Validation)
                    + (left > TimeSpan.Zero ? $", {Clock(left)} left" : ""));
            }
        }
    }
}
