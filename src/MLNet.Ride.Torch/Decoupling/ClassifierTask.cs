using MLNet.Ride.Torch.Data;

namespace MLNet.Ride.Torch.Decoupling;

/// <summary>What a method gets new classifiers from.</summary>
/// <param name="Options">Its settings.</param>
/// <param name="Images">The training images.</param>
/// <param name="Validation">Images to choose on, or null.</param>
/// <param name="Seed">Seed of initial weights.</param>
/// <param name="Log">Told in sentences what was found.</param>
/// <param name="CancellationToken">Ends passes over images.</param>
internal sealed record ClassifierTask(
    ClassifierOptions Options,
    LabeledImages Images,
    LabeledImages? Validation,
    int Seed,
    Action<string>? Log,
    CancellationToken CancellationToken);
