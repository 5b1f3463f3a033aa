using System.Text.Json;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Training.Validation;

namespace MLNet.Ride.Torch.Training.Checkpoints;

/// <summary>The description of a checkpoint: everything besides its tensors.</summary>
internal sealed record CheckpointCard
{
    public const int CurrentVersion = 1;

    public required int Version { get; init; }

    /// <summary>The running stage, or the one that ended last.</summary>
    public required string Stage { get; init; }

    public required StagePosition Position { get; init; }

    /// <summary>Number of epochs of the stage.</summary>
    public int EpochCount { get; init; }

    /// <summary>The model of the run as it is now; null while networks are trained before it.</summary>
    public ModelDescription? Network { get; init; }

    /// <summary>The weights that this model would have if the stage ended now.</summary>
    public CheckpointWeights Weights { get; init; }

    /// <summary>What the caller needs, besides the network, to use the model: kept and returned, not read.</summary>
    public string? Attachment { get; init; }

    public required int Seed { get; init; }

    /// <summary>The options that determine the weights.</summary>
    public required JsonElement Options { get; init; }

    public required DataFingerprint Data { get; init; }

    /// <summary>The validation set, if it is separate from the training images.</summary>
    public DataFingerprint? ValidationData { get; init; }

    /// <summary>Whether the run is finished; the tensors are then only those of its model.</summary>
    public bool IsFinished { get; init; }

    public BestEpoch? Best { get; init; }

    /// <summary>Virtual examples by class of a teacher from an earlier stage, which is no longer kept.</summary>
    public IReadOnlyList<double>? VirtualExamples { get; init; }
}
