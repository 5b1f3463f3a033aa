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

        var card = new CheckpointCard
        {
            Version = CheckpointCard.CurrentVersion,
            Stage = stage.Name,
            Position = position,
            Seed = identity.Seed,
            Options = identity.Options,
            Data = identity.Data,
            ValidationData = identity.ValidationData,
            Best = validation?.Best,
            VirtualExamples = VirtualExamples,
        };
        CheckpointFile.Write(store.Path, card, StageTensors.Collect(stage, validation));
        _written = (stage.Name, position);
    }

    /// <summary>Brings a stage to the state of the checkpoint in the store.</summary>
    /// <exception cref="InvalidDataException">The checkpoint is damaged, or of another network.</exception>
    public void Restore(ITrainingStage stage, StageValidation? validation, CheckpointCard card)
    {
        using DisposeScope scope = NewDisposeScope();
        Dictionary<string, Tensor> tensors = CheckpointFile.ReadTensors(store.Path);
        StageTensors.Restore(stage, tensors);
        validation?.Restore(card.Best, ModelState.WithPrefix(tensors, StageTensors.BestPrefix));
        _written = (stage.Name, card.Position);
    }
}
