using System.Globalization;
using Microsoft.ML.Runtime;
using MLNet.Ride.Torch.Training;

namespace MLNet.Ride.Training;

/// <summary>Passes progress on to the user at once, and writes a line to ML.NET's log at the end of every epoch.</summary>
internal sealed class TrainingLog(IChannel channel, IProgress<TrainingProgress>? user) : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value)
    {
        user?.Report(value);
        if (value.EndsEpoch)
        {
            channel.Info(MessageSensitivity.None, string.Create(
                CultureInfo.InvariantCulture,
                $"{value.Stage} epoch {value.Epoch}/{value.EpochCount}: loss {value.Loss:F4}, learning rate {value.LearningRate:G3}, {value.ImagesPerSecond:F0} images/s"));
        }
    }
}
