using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Methods.Decoupling;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Training;

namespace MLNet.Ride.Torch;

/// <summary>Optional inputs of a training run.</summary>
public sealed record TrainingInputs
{
    /// <summary>
    /// Validation images, of the same size and classes; <see langword="null"/> for none, or for held-out training images.
    /// </summary>
    public LabeledImages? Validation { get; init; }

    /// <summary>
    /// A trained model of the same architecture that provides the initial weights; not modified. Routers are trained from scratch.
    /// </summary>
    public RideModel? InitialModel { get; init; }

    /// <summary>
    /// For each class, the index of the same class in <see cref="InitialModel"/>, or −1 if it has no such class, which then starts with
    /// random weights; <see langword="null"/> if both have the same classes in the same order.
    /// </summary>
    public IReadOnlyList<int>? InitialClasses { get; init; }

    /// <summary>
    /// A trained teacher with the same classes in the same order and the same image size; it is copied when training begins and not
    /// modified. It uses its own normalization.
    /// </summary>
    public RideModel? Teacher { get; init; }

    /// <summary>Receives log messages about initial weights, kept epochs, and skipped steps, on the calling thread.</summary>
    public Action<string>? Log { get; init; }

    /// <summary>What the caller needs, besides the network, to use a model of the checkpoint.</summary>
    internal string? Attachment { get; init; }

    /// <summary>Receives warnings, such as unusual settings, on the calling thread; <see langword="null"/> passes them to <see cref="Log"/>.</summary>
    public Action<string>? Warn { get; init; }

    internal void Check(LabeledImages images, RideOptions options)
    {
        PretrainedBackbone.Check(options, InitialModel is not null);
        if (options.FrozenBackbone && InitialModel is null && !PretrainedBackbone.GivesWeights(options))
        {
            throw new ArgumentException(
                $"FrozenBackbone needs pretrained weights: choose a backbone that comes with them, such as Backbone = \"{Backbones.ResNet18ImageNet}\", set "
                + "InitialWeights.Path, or give an initial model.",
                nameof(options.FrozenBackbone));
        }

        if (Validation is null && options.Validation.Fraction == 0 && options.Validation.NeedsImages)
        {
            throw new ArgumentException(
                "Validation.Keep = Best and Validation.Patience need validation images: set Validation.Fraction, or pass a validation set.", "Validation.Fraction");
        }

        if (Validation is null && options.Validation.Fraction == 0 && options.Distillation.Method == DistillationMethod.MultipleTeachers)
        {
            throw new ArgumentException(
                "Distillation.Method = MultipleTeachers compares student and teachers on validation images: set Validation.Fraction, or pass a validation set.",
                "Validation.Fraction");
        }

        if (Validation is null && options.Validation.Fraction == 0)
        {
            ClassifierRegistry.CheckValidation(options.Classifier, "set Validation.Fraction, pass a validation set");
        }

        if (Validation is not null && options.Validation.Fraction > 0)
        {
            throw new ArgumentException("There are both a validation set and Validation.Fraction: set Validation.Fraction = 0, or omit the validation set.", "Validation.Fraction");
        }

        if (Validation is { } set)
        {
            TrainingImages.CheckFit(set, images.ImageSize, images.ClassCounts.Count, "The validation set", nameof(Validation));
        }

        if (Teacher is { } teacher && teacher.Description.ImageSize != options.ImageSize)
        {
            int size = teacher.Description.ImageSize;
            throw new ArgumentException(
                $"The teacher was trained on images of {size}×{size} pixels, but ImageSize is {options.ImageSize}: set ImageSize = {size} "
                + "or use a teacher of this size.",
                nameof(Teacher));
        }

        if (InitialModel is not null && options.InitialWeights.Path is not null)
        {
            throw new ArgumentException("Both an initial model and InitialWeights.Path are set: use only one of them.", "InitialWeights.Path");
        }

        if (InitialModel is { } model && (InitialClasses is null
            ? model.Description.ClassCount != images.ClassCounts.Count
            : InitialClasses.Count != images.ClassCounts.Count || InitialClasses.Any(c => c < -1 || c >= model.Description.ClassCount)))
        {
            throw new ArgumentException("InitialClasses must contain, for each class, the index of the class in the initial model or −1.", nameof(InitialClasses));
        }
    }
}
