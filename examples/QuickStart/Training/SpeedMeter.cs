using MLNet.Ride.Torch.Training;

namespace QuickStart.Training;

/// <summary>Remembers how fast the first stage of training was.</summary>
internal sealed class SpeedMeter
{
    private string? _firstStage;

    public double ImagesPerSecond { get; private set; }

    /// <summary>Notes every report, then hands it on.</summary>
    public IProgress<TrainingProgress> Before(IProgress<TrainingProgress> next) => new Meter(this, next);

    private sealed class Meter(SpeedMeter speed, IProgress<TrainingProgress> next) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            speed._firstStage ??= value.Stage;
            if (value.Stage == speed._firstStage)
            {
                speed.ImagesPerSecond = value.ImagesPerSecond;
            }

            next.Report(value);
        }
    }
}
