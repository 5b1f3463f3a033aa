using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Training.Validation;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Training.Checkpoints;

/// <summary>Keeps the checkpoint of a run up to date, and restores a stage from it.</summary>
internal sealed class CheckpointWriter(CheckpointStore store, RunIdentity identity)
{
    private (string Stage, StagePosition Position)? _written;

    /// <summary>
    /// Virtual examples of a teacher from an earlier stage, which is no longer kept; included in all further checkpoints.
    /// </summary>
    public IReadOnlyList<double>? VirtualExamples { get; set; }

    /// <summary>
    /// The model of the run if it was given initial weights: checkpoints of earlier stages include them, so that the run resumes without
    /// their source. Null if the weights were drawn.
    /// </summary>
    public RideModel? InitialWeights { get; set; }

    /// <summary>What the caller needs, besides the network, to use the model; included in all checkpoints.</summary>
    public string? Attachment { get; init; }

    /// <summary>Whether this process writes the checkpoints, which all processes of a run read.</summary>
    public bool IsWriter { get; init; } = true;

    /// <summary>Describes the last checkpoint in sentences that complete a message.</summary>
    public string WhereTheLastIs
        => _written is not (string stage, StagePosition position)
            ? " No checkpoint has been written yet."
            : $" The last good checkpoint is '{store.Path}' (stage '{stage}', {position.Epoch - 1} epochs and {position.Steps} steps)."
                + (stage == StageNames.Teacher
                    ? ""
                    : " To continue from its weights with other settings, set InitialWeights.Path to it and choose another Checkpoints.Folder.");

    /// <summary>Whether a checkpoint is due at the end of an epoch.</summary>
    public bool IsDue(int epoch) => epoch % store.EveryEpochs == 0;

    /// <summary>Writes a checkpoint, unless the last one has the same position or nothing has been learned yet.</summary>
    /// <exception cref="IOException">The file cannot be written; the previous checkpoint is kept.</exception>
    public void Write(ITrainingStage stage, StagePosition position, StageValidation? validation)
    {
        if (!IsWriter || position.IsStart || _written == (stage.Name, position))
        {
            return;
        }

        using DisposeScope scope = NewDisposeScope();
        Dictionary<string, Tensor> tensors = StageTensors.Collect(stage, validation);
        if (InitialWeights is { } later && later != stage.Model)
        {
            StageTensors.Add(tensors, StageTensors.InitialPrefix, later);
        }

        CheckpointCard card = Card(stage.Name, position) with
        {
            EpochCount = stage.EpochCount,
            Network = StageNames.TrainsModel(stage.Name) ? stage.Model.Description : null,
            Weights = validation?.BestWeights.Count > 0 ? CheckpointWeights.Best : stage.Average is null ? CheckpointWeights.Last : CheckpointWeights.Averaged,
            Best = validation?.Best,
        };
        CheckpointFile.Write(store.Path, card, tensors);
        _written = (stage.Name, position);
    }

    /// <summary>Opens the file in which the run keeps the features of a set that it computes once.</summary>
    /// <param name="model">Computes the features.</param>
    /// <param name="images">The set.</param>
    /// <param name="length">Number of features of an image.</param>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public FeatureFile OpenFeatures(RideModel model, LabeledImages images, int length) => FeatureFile.Open(store.Folder, model, images, length, store.Resumes);

    /// <summary>Writes the checkpoint of a finished run, which returns its model at once when started again.</summary>
    /// <param name="model">The trained model.</param>
    /// <exception cref="IOException">The file cannot be written; the previous checkpoint is kept.</exception>
    public void WriteFinished(RideModel model)
    {
        if (!IsWriter)
        {
            return;
        }

        var tensors = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        StageTensors.Add(tensors, StageTensors.ModelPrefix, model);
        (string stage, StagePosition position) = _written ?? (StageNames.FrozenFeatures, StagePosition.Beginning(2));
        CheckpointFile.Write(store.Path, Card(stage, position) with { IsFinished = true, Network = model.Description }, tensors);
        FeatureFile.DeleteAll(store.Folder);
    }

    /// <summary>Restores a stage from the checkpoint in the store.</summary>
    /// <exception cref="InvalidDataException">The checkpoint is damaged, or belongs to another network.</exception>
    public void Restore(ITrainingStage stage, StageValidation? validation, CheckpointCard card)
    {
        using DisposeScope scope = NewDisposeScope();
        Dictionary<string, Tensor> tensors = CheckpointFile.ReadTensors(store.Path);
        StageTensors.Restore(stage, tensors);
        if (InitialWeights is { } later && later != stage.Model)
        {
            later.LoadState(ModelState.WithPrefix(tensors, StageTensors.InitialPrefix));
        }

        validation?.Restore(card.Best, ModelState.WithPrefix(tensors, StageTensors.BestPrefix));
        _written = (stage.Name, card.Position);
    }

    /// <summary>Restores a model from the finished run in the store.</summary>
    /// <exception cref="InvalidDataException">The checkpoint is damaged, or belongs to another network.</exception>
    public void Restore(RideModel model)
    {
        using DisposeScope scope = NewDisposeScope();
        model.LoadState(ModelState.WithPrefix(CheckpointFile.ReadTensors(store.Path), StageTensors.ModelPrefix));
    }

    private CheckpointCard Card(string stage, StagePosition position) => new()
    {
        Version = CheckpointCard.CurrentVersion,
        Stage = stage,
        Position = position,
        Seed = identity.Seed,
        Options = identity.Options,
        Data = identity.Data,
        ValidationData = identity.ValidationData,
        VirtualExamples = VirtualExamples,
        Attachment = Attachment,
    };
}
