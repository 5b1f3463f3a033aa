using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Runtime;
using MLNet.Ride.Torch.Training;
using MLNet.Ride.Torch.Training.Runs;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Methods.Decoupling;

/// <summary>Retrains the classifiers of trained models.</summary>
internal static class ClassifierTraining
{
    /// <summary>
    /// Gives each expert in a copy of a model a new classifier by one of the methods of <see cref="ClassifierRegistry.All"/>. The
    /// representation stays that of the trained model, bit for bit, including batch norm's running statistics, unless the method trains layers of it.
    /// </summary>
    /// <param name="trained">The trained model, with one or more experts; not modified.</param>
    /// <param name="images">Training images of the model's size and classes, at least one of each class.</param>
    /// <param name="options">The method and its settings.</param>
    /// <param name="device">Device to train on; see <see cref="TorchRuntime.SelectDevice"/>.</param>
    /// <param name="progress">Receives a report after every step of a method with epochs.</param>
    /// <param name="cancellationToken">Stops within a step.</param>
    /// <param name="inputs">Validation images, augmentation, a seed, a log; <see langword="null"/> for none of them.</param>
    /// <returns>The new model in evaluation mode, on <paramref name="device"/>; the caller disposes it.</returns>
    /// <remarks>Routers and expert weights were learned from the old classifiers, so the new model has none.</remarks>
    /// <exception cref="ArgumentException">
    /// A setting is out of range, the method does not support the model, or the images do not fit it.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    /// <exception cref="InvalidOperationException">The loss is no longer finite.</exception>
    public static RideModel Retrain(
        RideModel trained,
        LabeledImages images,
        ClassifierOptions options,
        Device device,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default,
        RetrainingInputs? inputs = null)
    {
        ArgumentNullException.ThrowIfNull(trained);
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(device);
        inputs ??= new RetrainingInputs();
        ModelDescription description = trained.Description;
        OptionAnnotations.Check(options, "Classifier.");
        ClassifierRegistry.Check(options, description.Head, routing: false, features: description.Vectors is not null, softLabels: false);
        IClassifierMethod method = ClassifierRegistry.All.Find(options.Method) ?? throw new ArgumentException(
            $"Classifier.Method '{options.Method}' keeps the trained classifiers: choose one of {string.Join(", ", ClassifierRegistry.All.Names.Except([options.Method]))}.",
            nameof(options));
        RideOptions run = Run(description, inputs);
        TrainingImages.CheckFit(images, description.ImageSize, description.ClassCount, "The training set", nameof(images));
        TrainingImages.Check(images, run);
        if (inputs.Validation is { } set)
        {
            TrainingImages.CheckFit(set, description.ImageSize, description.ClassCount, "The validation set", nameof(inputs));
        }
        else
        {
            ClassifierRegistry.CheckValidation(options, "pass a validation set");
        }

        if (description.RouterTopLogits > 0 || description.ExpertWeights is not null)
        {
            inputs.Log?.Invoke("The new model has no routers or expert weights, because they were learned from the old classifiers; it uses all experts equally.");
        }

        int seed = inputs.Seed ?? Random.Shared.Next();
        RideModel model = trained.Copy();
        try
        {
            model.To(device);
            var task = new ClassifierTask(options, images, inputs.Validation, seed, inputs.Log, cancellationToken);
            using ITrainingStage? stage = ClassifierStage.Begin(StageNames.Classifier, model, method, task);
            if (stage is not null)
            {
                new StageRunner(images, inputs.Validation, run, seed, device, null, inputs.Log, progress, cancellationToken).Run(stage);
            }

            model.Network.UnfoldBatchNorm();
            model.Evaluate();
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    private static RideOptions Run(ModelDescription description, RetrainingInputs inputs)
    {
        AugmentationOptions augmentation = inputs.Augmentation?.Copy() ?? description.NoAugmentation();
        (augmentation.Mean, augmentation.StandardDeviation) = (description.Mean, description.StandardDeviation);
        OptionAnnotations.Check(augmentation, "Augmentation.");
        augmentation.CheckTogether();
        return new() { ImageSize = description.ImageSize, Augmentation = augmentation };
    }
}
