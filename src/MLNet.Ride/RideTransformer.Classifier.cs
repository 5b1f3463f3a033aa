using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLNet.Ride.Persistence;
using MLNet.Ride.Platform;
using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Methods.Decoupling;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Training;
using MLNet.Ride.Training;

namespace MLNet.Ride;

/// <content>New classifiers for the trained representation.</content>
public sealed partial class RideTransformer
{
    /// <summary>
    /// Gives a copy of the model new classifiers, by one of <see cref="Classifiers"/>, each expert its own; the representation stays as it is,
    /// bit for bit. The copy has the same columns and classes, a <see cref="Temperature"/> of 1, and neither routers nor weights of experts, which have
    /// learned from the old classifiers. Images are changed at random as in the training of the model.
    /// </summary>
    /// <param name="train">Rows with the feature and the label column, at least one of each class of the model; classes are found by name.</param>
    /// <param name="options">The method and its settings.</param>
    /// <param name="validation">Rows to choose τ on and to evaluate on after every epoch; <see langword="null"/> for none.</param>
    /// <param name="labelColumnName">Name of the label column; <see langword="null"/> for that of training.</param>
    /// <param name="seed">Seed of initial weights, sampling and augmentation; <see langword="null"/> takes that of <c>MLContext</c>, else draws one.</param>
    /// <param name="progress">Told after every step of a method with epochs.</param>
    /// <param name="cancellationToken">Stops within a step.</param>
    /// <returns>The model with new classifiers and a network of its own. Both must be disposed.</returns>
    /// <exception cref="ArgumentException">
    /// A setting is out of range, the method cannot do with the model's classifiers, a column is missing or unsuitable, or the rows cannot be learned from.
    /// </exception>
    /// <exception cref="InvalidDataException">An image cannot be read; the message says which one.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public RideTransformer RetrainClassifier(
        IDataView train,
        ClassifierOptions options,
        IDataView? validation = null,
        string? labelColumnName = null,
        int? seed = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(options);
        labelColumnName ??= _card.Columns.Label;
        ArgumentException.ThrowIfNullOrEmpty(labelColumnName);
        var reading = new ReadingOptions(
            _card.Columns with { Label = labelColumnName },
            _card.Network.ImageSize,
            ModelCardFile.Augmentation(_card.TrainingOptions, _card.Network),
            _card.Decoding,
            RideTrainer.Options.DefaultImageMemoryMegabytes,
            cancellationToken);
        using IChannel channel = _host.Start("Retraining");
        using RideModel trained = Use(_model.Copy);
        using LabeledImages images = TrainingSet.ReadForModel(train, reading, ClassCount, _card.ClassNames);
        using LabeledImages? validationImages = validation is null ? null : TrainingSet.ReadValidation(validation, reading, ClassCount, _card.ClassNames);
        var inputs = new RetrainingInputs
        {
            Validation = validationImages,
            Augmentation = reading.Augmentation,
            Seed = seed ?? MLEnvironment.Seed(_host),
            Log = line => channel.Info(MessageSensitivity.None, line),
        };
        channel.Info(MessageSensitivity.None, $"New classifiers by '{options.Method}' on {Device}: {images.Count} images of {ClassCount} classes.");
        RideModel model = ClassifierTraining.Retrain(trained, images, options, _scorer.Device, new TrainingLog(channel, progress), cancellationToken, inputs);
        ModelCard card = _card with
        {
            Network = model.Description,
            TrainingOptions = ModelCardFile.WithClassifier(_card.TrainingOptions, options),
            Temperature = 1,
        };
        return new RideTransformer(_host, model, card, _scorer.Device);
    }
}
