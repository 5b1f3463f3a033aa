using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Methods.Decoupling;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Torch;

/// <summary>What a training run may be given besides images and options.</summary>
public sealed record TrainingInputs
{
    /// <summary>Images to validate on, of the same size and classes; <see langword="null"/> for none, or for those held out.</summary>
    public LabeledImages? Validation { get; init; }

    /// <summary>A trained model whose weights training begins with, of the same architecture; it stays as it is. Routers learn anew.</summary>
    public RideModel? InitialModel { get; init; }

    /// <summary>
    /// For each class, the number from 0 of the same class of <see cref="InitialModel"/>, or −1 where it has no such class, whose weights begin
    /// at random; <see langword="null"/> where both have the same classes in the same order.
    /// </summary>
    public IReadOnlyList<int>? InitialClasses { get; init; }

    /// <summary>
    /// A trained teacher of the same classes in the same order and the same image size; it is copied when training begins and stays as it is. It sees
    /// images with its own normalisation.
    /// </summary>
    public RideModel? Teacher { get; init; }

    /// <summary>Told in sentences what the run begins with, keeps and leaves out, on the calling thread.</summary>
    public Action<string>? Log { get; init; }

    internal void Check(LabeledImages images, RideOptions options)
    {
        if (Validation is null && options.Validation.Fraction == 0 && options.Validation.NeedsImages)
        {
            throw new ArgumentException(
                "Validation.Keep = Best and Validation.Patience need images to validate on: set Validation.Fraction, or give a validation set.", "Validation.Fraction");
        }

        if (Validation is null && options.Validation.Fraction == 0)
        {
            ClassifierRegistry.CheckValidation(options.Classifier, "set Validation.Fraction, give a validation set");
        }

        if (Validation is not null && options.Validation.Fraction > 0)
        {
            throw new ArgumentException("There is a validation set: set Validation.Fraction = 0, or leave the set out.", "Validation.Fraction");
        }

        if (Validation is { } set && (set.Count == 0 || set.ImageSize != images.ImageSize || set.ClassCounts.Count != images.ClassCounts.Count))
        {
            throw new ArgumentException(
                $"The validation set has {set.Count} images of {set.ImageSize}×{set.ImageSize} pixels and {set.ClassCounts.Count} classes; it needs at least "
                + $"one, of {images.ImageSize}×{images.ImageSize} pixels and {images.ClassCounts.Count} classes.",
                nameof(Validation));
        }

        if (Teacher is { } teacher && teacher.Description.ImageSize != options.ImageSize)
        {
            int size = teacher.Description.ImageSize;
            throw new ArgumentException(
                $"The teacher was trained on images of {size}×{size} pixels, but ImageSize is {options.ImageSize}: set ImageSize = {size} "
                + "or take a teacher of this size.",
                nameof(Teacher));
        }

        if (InitialModel is not null && options.InitialWeights.Path is not null)
        {
            throw new ArgumentException("There are an initial model and InitialWeights.Path: give one of them.", "InitialWeights.Path");
        }

        if (InitialModel is { } model && (InitialClasses is null
            ? model.Description.ClassCount != images.ClassCounts.Count
            : InitialClasses.Count != images.ClassCounts.Count || InitialClasses.Any(c => c < -1 || c >= model.Description.ClassCount)))
        {
            throw new ArgumentException("InitialClasses must give, for each class, that of the initial model or −1.", nameof(InitialClasses));
        }
    }
}
