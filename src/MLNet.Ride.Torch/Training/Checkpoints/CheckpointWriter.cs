using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Training.Validation;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Training.Checkpoints;

/// <summary>Keeps the checkpoint of a run up to date, and puts a stage where a checkpoint left it.</summary>
internal sealed class CheckpointWriter(CheckpointStore store, RunIdentity identity)
{
    private (string Stage, StagePosition Position)? _written;

    /// <summary>What a teacher of an earlier stage, which is gone by then, saw in the images; kept in what is written from now on.</summary>
    public IReadOnlyList<double>? VirtualExamples { get; set; }

    /// <summary>
    /// The model of the run where it was given its initial weights: stages before its own keep them, so that the run resumes without the file or model that
    /// they came from. Null where they were drawn.
    /// </summary>
    public RideModel? InitialWeights { get; set; }

    /// <summary>The last checkpoint, as sentences to end a message with.</summary>
    public string WhereTheLastIs
        => _written is not (string stage, StagePosition position)
            ? " No checkpoint was written yet."
            : $" The last good checkpoint is '{store.Path}' (stage '{stage}', {position.Epoch - 1} epochs and {position.Steps} steps)."
                + (stage == StageNames.Teacher
                    ? ""
                    : " To go on from its weights with other settings, give it as InitialWeights.Path and choose another Checkpoints.Folder.");

    /// <summary>Whether a checkpoint is due when an epoch has ended.</summary>
    public bool IsDue(int epoch) => epoch % store.EveryEpochs == 0;

    /// <summary>Writes a checkpoint, unless the last one is of the same position or nothing has been learned yet.</summary>
    /// <exception cref="IOException">The file cannot be written; the checkpoint before is still there.</exception>
    public void Write(ITrainingStage stage, StagePosition position, StageValidation? validation)
    {
        if (position.IsStart || _written == (stage.Name, position))
        {
            return;
        }

        Dictionary<string, Tensor> tensors = StageTensors.Collect(stage, validation);
        if (InitialWeights is { } later && later != stage.Model)
        {
            StageTensors.Add(tensors, StageTensors.InitialPrefix, later);
        }

        CheckpointFile.Write(store.Path, Card(stage.Name, position) with { Best = validation?.Best }, tensors);
        _written = (stage.Name, position);
    }

    /// <summary>Writes the checkpoint of a run that is over, from which it gives its model at once.</summary>
    /// <param name="model">The trained model.</param>
    /// <exception cref="IOException">The file cannot be written; the checkpoint before is still there.</exception>
    public void WriteFinished(RideModel model)
    {
        var tensors = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        StageTensors.Add(tensors, StageTensors.ModelPrefix, model);
        (string stage, StagePosition position) = _written!.Value;
        CheckpointFile.Write(store.Path, Card(stage, position) with { IsFinished = true }, tensors);
    }

    /// <summary>Brings a stage to the state of the checkpoint in the store.</summary>
    /// <exception cref="InvalidDataException">The checkpoint is damaged, or of another network.</exception>
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
    /// <summary>Brings a model to the state of the finished run in the store.</summary>
    /// <exception cref="InvalidDataException">The checkpoint is damaged, or of another network.</exception>
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
    };
}
