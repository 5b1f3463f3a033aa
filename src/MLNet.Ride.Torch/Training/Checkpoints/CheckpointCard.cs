using System.Text.Json;
using MLNet.Ride.Torch.Training.Validation;

namespace MLNet.Ride.Torch.Training.Checkpoints;

/// <summary>What a checkpoint says besides its tensors.</summary>
internal sealed record CheckpointCard
{
    public const int CurrentVersion = 1;

    public required int Version { get; init; }

    /// <summary>Stage that was running, or that ended last.</summary>
    public required string Stage { get; init; }

    public required StagePosition Position { get; init; }

    public required int Seed { get; init; }

    /// <summary>The options that decide the weights.</summary>
    public required JsonElement Options { get; init; }

    public required DataFingerprint Data { get; init; }

    /// <summary>The validation set, where there is one besides the training images.</summary>
    public DataFingerprint? ValidationData { get; init; }

    /// <summary>Whether the run is over: the tensors are those of its model alone.</summary>
    public bool IsFinished { get; init; }

    public BestEpoch? Best { get; init; }

    /// <summary>What a teacher of an earlier stage, which is gone by now, saw in the images; by class.</summary>
    public IReadOnlyList<double>? VirtualExamples { get; init; }
}
