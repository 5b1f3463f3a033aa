using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Training;

namespace MLNet.Ride.Torch.Methods.Decoupling;

/// <summary>What a method gets new classifiers from.</summary>
/// <param name="Options">Its settings.</param>
/// <param name="Images">The training images.</param>
/// <param name="Validation">Images to choose on, or <see langword="null"/>.</param>
/// <param name="RunSeed">Seed of the run.</param>
/// <param name="Log">Told in sentences what was found.</param>
/// <param name="CancellationToken">Ends passes over images.</param>
public sealed record ClassifierTask(
    ClassifierOptions Options,
    LabeledImages Images,
    LabeledImages? Validation,
    int RunSeed,
    Action<string>? Log,
    CancellationToken CancellationToken)
{
    /// <summary>Seed of initial weights, which are not those that a network of the same seed began with.</summary>
    public int Seed => EpochRandom.Create(RunSeed, StageNames.Classifier, 0).Next();
}
