using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Torch.Methods.Decoupling;

/// <summary>What <see cref="ClassifierTraining"/> may be given besides images and options.</summary>
public sealed record RetrainingInputs
{
    /// <summary>Images to choose τ on, and to evaluate on after every epoch, of the model's size and classes; <see langword="null"/> for none.</summary>
    public LabeledImages? Validation { get; init; }

    /// <summary>
    /// Random changes of the training images for methods with epochs, such as those that the network was trained with; normalisation is the model's.
    /// <see langword="null"/> changes nothing.
    /// </summary>
    public AugmentationOptions? Augmentation { get; init; }

    /// <summary>Seed of initial weights, sampling and augmentation; <see langword="null"/> draws one.</summary>
    public int? Seed { get; init; }

    /// <summary>Told in sentences what was found and what is left out, on the calling thread.</summary>
    public Action<string>? Log { get; init; }
}
