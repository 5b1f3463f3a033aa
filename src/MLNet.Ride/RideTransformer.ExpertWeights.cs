using Microsoft.ML;
using MLNet.Ride.Images;
using MLNet.Ride.Platform;
using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Methods.Distillation;
using MLNet.Ride.Torch.Methods.TestTime;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Training;

namespace MLNet.Ride;

/// <content>Weights of the experts, and what their teacher saw.</content>
public sealed partial class RideTransformer
{
    /// <summary>
    /// What the teacher of the training saw in the training images, with <see cref="DistillationMethod.VirtualExamples"/>; else
    /// <see langword="null"/>. It is saved with the model.
    /// </summary>
    public VirtualExamples? VirtualExamples
        => _card.VirtualExamples is { } byClass ? new VirtualExamples(_card.Network.TrainingCounts, byClass) : null;

    /// <summary>Weight of each expert in the mean of their logits, with a sum of 1; equal ones where none were learned (<see cref="WeightExperts"/>).</summary>
    public IReadOnlyList<double> ExpertWeights
        => _card.Network.ExpertWeights ?? [.. Enumerable.Repeat(1.0 / _card.Network.ExpertCount, _card.Network.ExpertCount)];

    /// <summary>
    /// Learns, from rows without labels, how much to trust each expert, so that predictions depend less on how an image was taken: for test data whose
    /// class frequencies are not known (test-time aggregation, Zhang et al., NeurIPS 2022; <see cref="ExpertWeighting"/>). Of calibration and weighting,
    /// weight first: the temperature stays as it is.
    /// </summary>
    /// <param name="unlabelled">Rows with the feature column, such as those to be scored; a label is not looked at.</param>
    /// <param name="report">The weights, and how alike the predictions for two views of an image were in each epoch.</param>
    /// <param name="options">Settings; <see langword="null"/> for the defaults. Without a seed that of <c>MLContext</c> is taken.</param>
    /// <param name="cancellationToken">Ends the learning.</param>
    /// <returns>A copy that scores with the weights, with a network of its own. Both must be disposed.</returns>
    /// <exception cref="ArgumentException">
    /// The model has one expert, or routers; the feature column is missing or does not hold images; there are no rows; or a setting is out of range.
    /// </exception>
    /// <exception cref="InvalidDataException">An image cannot be read; the message says which one.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The transformer is disposed.</exception>
    public RideTransformer WeightExperts(
        IDataView unlabelled, out ExpertWeightingReport report, ExpertWeightingOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(unlabelled);
        options ??= new ExpertWeightingOptions();
        options.Validate();
        options = options.Copy();
        options.Seed ??= MLEnvironment.Seed(_host);
        ExpertWeighting.Check(_card.Network);
        var rows = new ImageRows(
            _card.Columns, ImageFormat.Of(_card.Network), _card.Decoding, ClassCount, options.Augmentation.RandomResizedCrop, RideTrainer.Options.DefaultImageMemoryMegabytes, cancellationToken);
        using LabeledImages images = rows.Read(unlabelled, _ => () => 0);
        if (images.Count == 0)
        {
            throw new ArgumentException("There are no rows to learn the weights from.", nameof(unlabelled));
        }

        report = Use(() => ExpertWeighting.Learn(_model, images, options, cancellationToken));
        RideModel copy = Use(_model.Copy);
        copy.WeightExperts(report.Weights);
        return new RideTransformer(_host, copy, _card with { Network = copy.Description }, _scorer.Device);
    }
}
