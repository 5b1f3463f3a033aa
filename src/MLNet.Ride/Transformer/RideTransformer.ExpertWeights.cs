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

/// <content>Expert weights and the teacher's virtual examples.</content>
public sealed partial class RideTransformer
{
    /// <summary>
    /// The teacher's virtual examples over the training images, with <see cref="DistillationMethod.VirtualExamples"/>; otherwise
    /// <see langword="null"/>. Saved with the model.
    /// </summary>
    public VirtualExamples? VirtualExamples
        => _card.VirtualExamples is { } byClass ? new VirtualExamples(_card.Network.TrainingCounts, byClass) : null;

    /// <summary>
    /// Weight of each expert in the mean of their logits, with a sum of 1; equal if none were learned (<see cref="WeightExperts"/>).
    /// </summary>
    public IReadOnlyList<double> ExpertWeights
        => _card.Network.ExpertWeights ?? [.. Enumerable.Repeat(1.0 / _card.Network.ExpertCount, _card.Network.ExpertCount)];

    /// <summary>
    /// Learns from unlabeled rows how much to trust each expert, so that predictions are more stable under augmentation: for test data with
    /// unknown class frequencies (test-time aggregation, Zhang et al., NeurIPS 2022; <see cref="ExpertWeightingOptions"/>). Learn expert weights
    /// before calibration: the temperature does not change.
    /// </summary>
    /// <param name="unlabeled">Rows with the feature column, like those to be scored; labels are ignored.</param>
    /// <param name="report">The weights, and the agreement of the predictions for two views of an image in each epoch.</param>
    /// <param name="options">Settings; <see langword="null"/> for the defaults. Without a seed, that of <c>MLContext</c> is used.</param>
    /// <param name="cancellationToken">Cancels the learning.</param>
    /// <returns>A copy that scores with the weights and has its own network. Dispose both models.</returns>
    /// <exception cref="ArgumentException">
    /// The model has one expert, or routers; the feature column is missing or does not contain images; there are no rows; or a setting is
    /// out of range.
    /// </exception>
    /// <exception cref="InvalidDataException">An image cannot be read; the message says which one.</exception>
    /// <exception cref="InvalidOperationException">The model was trained on feature vectors.</exception>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    /// <exception cref="ObjectDisposedException">The transformer is disposed.</exception>
    public RideTransformer WeightExperts(
        IDataView unlabeled, out ExpertWeightingReport report, ExpertWeightingOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(unlabeled);
        if (_card.Network.Vectors is not null)
        {
            throw new InvalidOperationException("Learning expert weights compares two augmented views of an image, so it needs images; the model was trained on feature vectors.");
        }

        options ??= new ExpertWeightingOptions();
        options.Validate();
        options = options.Copy();
        options.Seed ??= MLEnvironment.Seed(_host);
        ExpertWeighting.Check(_card.Network);
        var reading = new ReadingOptions(
            _card.Columns, _card.Network.ImageSize, options.Augmentation, _card.Decoding, RideTrainer.Options.DefaultImageMemoryMegabytes,
            MLEnvironment.TemporaryFolder(_host), cancellationToken);
        var rows = new ImageRows(reading, ImageFormat.Of(_card.Network), ClassCount, options.Augmentation.RandomResizedCrop);
        using LabeledImages images = rows.Read(unlabeled, _ => () => 0);
        if (images.Count == 0)
        {
            throw new ArgumentException("There are no rows to learn the weights from.", nameof(unlabeled));
        }

        report = Use(() => ExpertWeighting.Learn(_model, images, options, cancellationToken));
        RideModel copy = Use(_model.Copy);
        copy.WeightExperts(report.Weights);
        return new RideTransformer(_host, copy, _card with { Network = copy.Description }, _scorer.Device);
    }
}
