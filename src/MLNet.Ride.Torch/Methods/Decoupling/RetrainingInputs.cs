using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Torch.Methods.Decoupling;

/// <summary>Optional inputs of <see cref="ClassifierTraining"/>.</summary>
internal sealed record RetrainingInputs
{
    /// <summary>
    /// Images for choosing τ and for evaluation after every epoch, of the model's size and classes; <see langword="null"/> for none.
    /// </summary>
    public LabeledImages? Validation { get; init; }

    /// <summary>
    /// Augmentation of the training images for methods with epochs, such as the one the network was trained with; normalization is the
    /// model's. <see langword="null"/> for no augmentation.
    /// </summary>
    public AugmentationOptions? Augmentation { get; init; }

    /// <summary>Seed of initial weights, sampling and augmentation; <see langword="null"/> draws one.</summary>
    public int? Seed { get; init; }

    /// <summary>Receives log messages about results and skipped steps, on the calling thread.</summary>
    public Action<string>? Log { get; init; }
}
