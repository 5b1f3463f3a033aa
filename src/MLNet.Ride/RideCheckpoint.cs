using System.Text;
using Microsoft.ML.Runtime;
using MLNet.Ride.Persistence;
using MLNet.Ride.Platform;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Runtime;
using MLNet.Ride.Torch.Training.Checkpoints;

namespace MLNet.Ride;

/// <summary>
/// The checkpoint of a training run: how far the run is. <c>mlContext.Model.LoadRideCheckpoint(…)</c> makes a model of it.
/// </summary>
public sealed class RideCheckpoint
{
    private readonly CheckpointCard _card;

    private RideCheckpoint(string path, CheckpointCard card) => (Path, _card) = (path, card);

    /// <summary>The checkpoint's file.</summary>
    public string Path { get; }

    /// <summary>
    /// Name of the stage in which the run stopped: <c>pretraining</c>, <c>teacher</c>, <c>many-shot</c>, <c>medium-shot</c>, <c>few-shot</c>,
    /// <c>translator</c>, <c>features</c>, <c>soft-labels</c>, <c>experts</c>, <c>classifier</c> or <c>routing</c>.
    /// </summary>
    public string Stage => _card.Stage;

    /// <summary>Number of epochs of this stage that are completed.</summary>
    public int CompletedEpochs => _card.Position.Epoch - 1;

    /// <summary>Number of epochs of this stage; 0 if the checkpoint does not say.</summary>
    public int EpochCount => _card.EpochCount;

    /// <summary>Whether the run is finished.</summary>
    public bool IsFinished => _card.IsFinished;

    /// <summary>Whether a model can be made of it: not while a teacher or another network is trained before the model.</summary>
    public bool HasModel => _card is { Network: not null, Attachment: not null };

    /// <summary>
    /// Epoch of <see cref="Stage"/> whose weights a model of the checkpoint has: the best on the validation images with
    /// <see cref="KeptEpoch.Best"/>; <see langword="null"/> for the weights at which the run stopped (averaged with <see cref="OptimizerOptions.AverageDecay"/>).
    /// </summary>
    public int? BestEpoch => _card is { IsFinished: false, Weights: CheckpointWeights.Best } ? _card.Best?.Epoch : null;

    /// <summary>Finds the checkpoint of a run.</summary>
    /// <param name="folder">The folder of the checkpoint (<see cref="CheckpointOptions.Folder"/>).</param>
    /// <returns>The checkpoint; <see langword="null"/> if there is none in the folder.</returns>
    /// <exception cref="InvalidDataException">The file is damaged or is not a checkpoint.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static RideCheckpoint? Find(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        string path = CheckpointStore.FileIn(folder);
        return File.Exists(path) ? new(path, CheckpointFile.ReadCard(path)) : null;
    }

    /// <summary>Checks that a run with these options can resume from the checkpoint. Whether the images are the same turns out when they are read.</summary>
    /// <param name="options">Options without a teacher or an initial model.</param>
    /// <exception cref="InvalidDataException">The checkpoint belongs to a run with other options; the message lists the differences.</exception>
    public void CheckOptions(RideOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        RunIdentity.CheckOptions(_card, Path, options.Seed, OptionsFingerprint.Of(options));
    }

    /// <summary>How far the run is, such as <c>7 of 20 epochs of stage 'experts'</c>.</summary>
    /// <returns>A text.</returns>
    public override string ToString()
        => IsFinished ? "a finished run" : $"{CompletedEpochs}{(EpochCount > 0 ? $" of {EpochCount}" : string.Empty)} epochs of stage '{Stage}'";

    /// <summary>
    /// Whether a run was interrupted while it computed the features of a frozen backbone, or soon after: the folder has them, even without a checkpoint.
    /// </summary>
    /// <param name="folder">The folder of the checkpoint.</param>
    internal static bool HasFeatures(string folder) => FeatureFile.IsIn(folder);

    /// <summary>What a checkpoint holds, besides the network, to make a transformer of it.</summary>
    /// <param name="card">The model's card; its network is replaced by that of the checkpoint.</param>
    internal static string Attachment(ModelCard card)
    {
        using var stream = new MemoryStream();
        ModelCardFile.Write(stream, card);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    internal static RideTransformer Load(IHostEnvironment environment, string folder, out RideCheckpoint checkpoint)
    {
        checkpoint = Find(folder) ?? throw new FileNotFoundException($"There is no checkpoint in '{folder}' (no {CheckpointOptions.FileName}).");
        return checkpoint.Load(environment);
    }

    private RideTransformer Load(IHostEnvironment environment)
    {
        if (!HasModel)
        {
            throw new InvalidOperationException(
                _card.Network is null && !IsFinished
                    ? $"The checkpoint '{Path}' has no model yet: the run stopped in the stage '{Stage}', which comes before it. Resume the run."
                    : $"The checkpoint '{Path}' does not name the classes and columns of a model: resume the run to get its model.");
        }

        TorchRuntime.Require();
        using IChannel channel = environment.Register(nameof(RideCheckpoint)).Start("Loading");
        TorchSharp.torch.Device device = MLEnvironment.Device(environment, channel);
        try
        {
            using var attachment = new MemoryStream(Encoding.UTF8.GetBytes(_card.Attachment!));
            ModelCard card = ModelCardFile.Read(attachment);
            RideModel model = CheckpointModel.Load(Path, _card);
            return new(environment, model, card with { Network = model.Description, VirtualExamples = _card.VirtualExamples }, device);
        }
        catch (Exception cause) when (cause is ArgumentException or InvalidDataException)
        {
            throw new InvalidDataException($"The checkpoint '{Path}' is damaged: {cause.Message}", cause);
        }
    }
}
