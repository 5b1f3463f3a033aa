using System.Diagnostics;
using System.Globalization;
using Microsoft.ML.Runtime;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Training;

namespace MLNet.Ride.Training;

/// <summary>
/// Forwards progress to the user immediately, and writes a line to ML.NET's log at the end of every epoch and of training.
/// </summary>
internal sealed class TrainingLog(IChannel channel, IProgress<TrainingProgress>? user) : IProgress<TrainingProgress>
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly List<TrainingProgress> _lastOfStages = [];

    /// <summary>Describes the size of a network in a sentence.</summary>
    public static string Describe(NetworkCost cost)
        => string.Create(CultureInfo.InvariantCulture, $"{cost.Parameters:N0} parameters, {cost.Macs / 1e6:N1} million MACs per image.");

    public void Report(TrainingProgress value)
    {
        user?.Report(value);
        if (!value.EndsEpoch || value.Stage == StageNames.FrozenFeatures)
        {
            return;
        }

        _lastOfStages.RemoveAll(last => last.Stage == value.Stage);
        _lastOfStages.Add(value);

        channel.Info(MessageSensitivity.None, string.Create(
            CultureInfo.InvariantCulture,
            $"{value.Stage} epoch {value.Epoch}/{value.EpochCount}: loss {value.Loss:F4}, learning rate {value.LearningRate:G3}, {value.ImagesPerSecond:F0} images/s, {100 * value.DataWait:F0}% of the time waiting for images{Describe(value.Validation)}"));
    }

    private static string Describe(ValidationAccuracy? accuracy)
        => accuracy is null ? string.Empty : string.Create(
            CultureInfo.InvariantCulture,
            $", validation accuracy {accuracy.Overall:0.00%} (many {Percent(accuracy.Many)}, medium {Percent(accuracy.Medium)}, few {Percent(accuracy.Few)})");

    private static string Percent(double? value) => value?.ToString("0.00%", CultureInfo.InvariantCulture) ?? "-";

    /// <summary>Logs the duration of training and the result of each stage.</summary>
    public void WriteSummary()
    {
        IEnumerable<string> stages = _lastOfStages.Select(last => string.Create(
            CultureInfo.InvariantCulture, $"{last.Stage} to a loss of {last.Loss:F4} at {last.ImagesPerSecond:F0} images/s"));
        channel.Info(
            MessageSensitivity.None,
            string.Create(CultureInfo.InvariantCulture, $"Trained in {_clock.Elapsed.TotalSeconds:F1} s: ") + string.Join(", ", stages) + ".");
    }
}
