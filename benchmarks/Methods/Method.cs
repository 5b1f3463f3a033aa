using MLNet.Ride;
using MLNet.Ride.Torch.Options;

namespace Methods;

/// <summary>A way to train, under the name that the table gives it.</summary>
/// <param name="Name">Short name, as the field has it.</param>
/// <param name="Description">What it is, in a few words.</param>
/// <param name="Recipe">Makes its settings, but for those that all methods share.</param>
/// <param name="Change">What differs from the recipe and from what all methods share.</param>
internal sealed record Method(string Name, string Description, Func<RideTrainer.Options> Recipe, Action<RideTrainer.Options> Change)
{
    /// <summary>New classifiers for the model that these settings train; null to leave those that it has.</summary>
    public ClassifierOptions? Classifier { get; init; }
}
