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
    /// Creates a copy of the model with new classifiers for each expert, by one of the methods in <see cref="Classifiers"/>; the
    /// representation does not change, bit for bit, unless the method trains layers of it. The copy has the same columns and classes, a <see cref="Temperature"/> of 1, and no
    /// routers, expert weights, class offsets, or measure of novelty, because they were learned from the old classifiers. Images are augmented as in the training of the model.
    /// </summary>
    /// <param name="train">
    /// Rows with the feature and the label column, at least one of each class of the model; classes are matched by name.
    /// </param>
    /// <param name="options">The method and its settings.</param>
    /// <param name="validation">Rows for choosing τ and for evaluation after every epoch; <see langword="null"/> for none.</param>
    /// <param name="labelColumnName">Name of the label column; <see langword="null"/> for that of training.</param>
    /// <param name="seed">
    /// Seed of initial weights, sampling and augmentation; <see langword="null"/> uses that of <c>MLContext</c>, or draws one.
    /// </param>
    /// <param name="progress">Receives a report after every step of a method with epochs.</param>
    /// <param name="cancellationToken">Stops within a step.</param>
    /// <returns>The model with new classifiers and its own network. Dispose both models.</returns>
    /// <exception cref="ArgumentException">
    /// A setting is out of range, the method does not support the model's classifiers, a column is missing or unsuitable, or the rows are
    /// not suitable for training.
    /// </exception>
    /// <exception cref="InvalidDataException">An image cannot be read; the message says which one.</exception>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
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
        using IChannel channel = _host.Start("Retraining");
        var reading = new ReadingOptions(
            _card.Columns with { Label = labelColumnName },
            _card.Network.ImageSize,
            ModelCardFile.Augmentation(_card.TrainingOptions, _card.Network),
            _card.Decoding,
            RideTrainer.Options.DefaultImageMemoryMegabytes,
            MLEnvironment.TemporaryFolder(_host),
            cancellationToken,
            line => channel.Warning(MessageSensitivity.UserData, line))
        {
            VectorLength = _card.Network.Vectors?.Length,
        };
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
        channel.Info(MessageSensitivity.None, $"Creating new classifiers by '{options.Method}' on {Device}: {images.Count} images of {ClassCount} classes.");
        RideModel model = ClassifierTraining.Retrain(trained, images, options, _scorer.Device, new TrainingLog(channel, progress), cancellationToken, inputs);
        ModelCard card = _card with
        {
            Network = model.Description,
            TrainingOptions = ModelCardFile.WithClassifier(_card.TrainingOptions, options),
            Temperature = 1,
            ClassOffsets = null,
            Novelty = null,
        };
        return new RideTransformer(_host, model, card, _scorer.Device);
    }
}
