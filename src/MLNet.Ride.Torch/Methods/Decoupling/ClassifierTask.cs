using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Training;

namespace MLNet.Ride.Torch.Methods.Decoupling;

/// <summary>The inputs of a classifier method.</summary>
/// <param name="Options">Its settings.</param>
/// <param name="Images">The training images.</param>
/// <param name="Validation">Images for selecting settings, or <see langword="null"/>.</param>
/// <param name="RunSeed">Seed of the run.</param>
/// <param name="Log">Receives log messages.</param>
/// <param name="CancellationToken">Cancels passes over the images.</param>
public sealed record ClassifierTask(
    ClassifierOptions Options,
    LabeledImages Images,
    LabeledImages? Validation,
    int RunSeed,
    Action<string>? Log,
    CancellationToken CancellationToken)
{
    /// <summary>Seed of the initial weights; it differs from the one a network of the same run seed started with.</summary>
    public int Seed => EpochRandom.Create(RunSeed, StageNames.Classifier, 0).Next();
}
