using MLNet.Ride.Torch.Runtime;
using MLNet.Ride.Torch.Training;
using TorchSharp;
using TorchSharp.Modules;

namespace MLNet.Ride.Evaluation;

/// <summary>
/// Writes the training history for TensorBoard, one point per epoch: set it as <see cref="RideTrainer.Options.Progress"/>, and start
/// <c>tensorboard --logdir</c> on the folder that holds the folders of runs. A run that resumes adds to the same curves.
/// </summary>
/// <remarks>
/// The tags are, for each stage, <c>experts/loss</c>, <c>experts/learning_rate</c>, <c>experts/images_per_second</c>, <c>experts/data_wait</c> (a share of the
/// time), and with a validation set <c>experts/validation/all</c>, <c>…/many</c>, <c>…/medium</c>, and <c>…/few</c> (accuracies from 0 to 1).
/// </remarks>
public sealed class TensorBoardLog : IProgress<TrainingProgress>
{
    private readonly SummaryWriter _writer;
    private readonly IProgress<TrainingProgress>? _next;

    /// <summary>Creates a log.</summary>
    /// <param name="folder">Folder of the run; it is created if it does not exist.</param>
    /// <param name="next">Receives every report too, such as a <see cref="TrainingHistory"/>; <see langword="null"/> for none.</param>
    /// <exception cref="IOException">The folder cannot be created or written.</exception>
    /// <exception cref="InvalidOperationException">The native runtime of TorchSharp, which writes the files, is missing; the message gives a remedy.</exception>
    public TensorBoardLog(string folder, IProgress<TrainingProgress>? next = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        TorchRuntime.Require();
        _writer = torch.utils.tensorboard.SummaryWriter(Directory.CreateDirectory(folder).FullName);
        _next = next;
    }

    /// <inheritdoc/>
    public void Report(TrainingProgress value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.EndsEpoch && value.Stage != StageNames.FrozenFeatures)
        {
            Add(value, "loss", value.Loss);
            Add(value, "learning_rate", value.LearningRate);
            Add(value, "images_per_second", value.ImagesPerSecond);
            Add(value, "data_wait", value.DataWait);
            Add(value, "validation/all", value.Validation?.Overall);
            Add(value, "validation/many", value.Validation?.Many);
            Add(value, "validation/medium", value.Validation?.Medium);
            Add(value, "validation/few", value.Validation?.Few);
        }

        _next?.Report(value);
    }

    private void Add(TrainingProgress at, string name, double? value)
    {
        if (value is { } known && double.IsFinite(known))
        {
            _writer.add_scalar($"{at.Stage}/{name}", (float)known, at.Epoch);
        }
    }
}
