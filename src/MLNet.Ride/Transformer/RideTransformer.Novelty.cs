using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLNet.Ride.Evaluation;
using MLNet.Ride.Evaluation.Evaluators;
using MLNet.Ride.Persistence;
using MLNet.Ride.Platform;
using MLNet.Ride.Schema;
using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Methods.Novelty;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Models.Novelty;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Training;

namespace MLNet.Ride;

/// <content>Images of no known class.</content>
public sealed partial class RideTransformer
{
    /// <summary>How novelty is measured; <see langword="null"/> if it is not (<see cref="FitNovelty"/>).</summary>
    public NoveltyScore? NoveltyScore => _card.Novelty?.Score;

    /// <summary>Greatest novelty of an image that counts as known; <see langword="null"/> if novelty is not measured.</summary>
    public double? NoveltyThreshold => _card.Novelty?.Threshold;

    /// <summary>
    /// Lets the model tell images of no known class: scoring adds the columns Novelty (greater is stranger) and IsKnown, and ONNX graphs have the
    /// outputs <c>novelty</c> and <c>is_known</c>. The threshold is fitted to a wanted share of known images that are kept. Fit it after choosing views, routing
    /// threshold, and expert weights, because it does not change with them; calibration does not matter to it.
    /// </summary>
    /// <param name="validation">Rows of known classes that the model was not trained on, with the feature column; labels are ignored.</param>
    /// <param name="report">The threshold, and the share of the rows that count as known.</param>
    /// <param name="score">How novelty is measured.</param>
    /// <param name="recall">Wanted share of known images that count as known, above 0 and at most 1.</param>
    /// <param name="train">
    /// The rows that the model was trained on, with the feature and the label column. <see cref="NoveltyScore.ClassMeans"/> and
    /// <see cref="NoveltyScore.Mahalanobis"/> need them; the others do not read them.
    /// </param>
    /// <returns>A copy with its own network. Dispose both models.</returns>
    /// <exception cref="ArgumentException">
    /// There are no validation rows, a value is out of range, the score needs training rows and there are none, or a column is missing or unsuitable.
    /// </exception>
    /// <exception cref="InvalidDataException">An image cannot be read; the message says which one.</exception>
    /// <exception cref="ObjectDisposedException">The transformer is disposed.</exception>
    public RideTransformer FitNovelty(
        IDataView validation, out NoveltyReport report, NoveltyScore score = Torch.Options.NoveltyScore.Energy, double recall = 0.95, IDataView? train = null)
    {
        ArgumentNullException.ThrowIfNull(validation);
        OptionCheck.Defined(score, nameof(score));
        if (recall is not (> 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(recall), recall, "The recall must be above 0 and at most 1.");
        }

        using RideTransformer measuring = Measuring(score, train);
        float[] novelties = NoveltyEvaluator.Sorted(measuring.Novelties(validation), nameof(validation));
        float threshold = NoveltyEvaluator.Quantile(novelties, recall);
        report = new(score, threshold, NoveltyEvaluator.Share(novelties, threshold), novelties.Length);
        return new RideTransformer(_host, measuring._model.Copy(), measuring._card with { Novelty = new(score, threshold) }, _scorer.Device);
    }

    /// <summary>Returns the novelties of rows.</summary>
    /// <exception cref="InvalidOperationException">The model does not measure novelty.</exception>
    internal IReadOnlyList<float> Novelties(IDataView rows)
    {
        _ = Rule;
        return [.. Transform(rows).GetColumn<float>(OutputColumns.Novelty)];
    }

    /// <summary>The rule of a model that measures novelty.</summary>
    /// <exception cref="InvalidOperationException">It does not.</exception>
    internal NoveltyRule Rule => _card.Novelty ?? throw new InvalidOperationException(
        "The model does not measure novelty: fit it with mlContext.MulticlassClassification.FitNovelty, or 'ride novelty'.");

    /// <summary>Whether an image of this novelty counts as one of a known class; <see langword="null"/> if novelty is not measured.</summary>
    internal bool? IsKnown(float? novelty) => novelty is { } value && _card.Novelty is { } rule ? value <= rule.Threshold : null;

    // A copy that measures novelty; to it, all images are known.
    private RideTransformer Measuring(NoveltyScore score, IDataView? train)
    {
        RideModel copy = Use(_model.Copy);
        try
        {
            copy.To(_scorer.Device);
            copy.SetNovelty(new NoveltyMeter(score, NoveltyMeter.IsOfFeatures(score) ? Distance(copy, score, train) : null));
            return new RideTransformer(_host, copy, _card with { Novelty = new(score, double.PositiveInfinity) }, _scorer.Device);
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    private FeatureDistance Distance(RideModel model, NoveltyScore score, IDataView? train)
    {
        if (train is null)
        {
            throw new ArgumentException($"The novelty score {score} compares features with those of the training images: pass the training rows, or choose {Torch.Options.NoveltyScore.Energy}.", nameof(train));
        }

        using IChannel channel = _host.Start("Novelty");
        var reading = new ReadingOptions(
            _card.Columns, _card.Network.ImageSize, _card.Network.NoAugmentation(), _card.Decoding, RideTrainer.Options.DefaultImageMemoryMegabytes,
            MLEnvironment.TemporaryFolder(_host), CancellationToken.None, line => channel.Warning(MessageSensitivity.UserData, line))
        {
            VectorLength = _card.Network.Vectors?.Length,
        };
        using LabeledImages images = TrainingSet.ReadForModel(train, reading, ClassCount, _card.ClassNames);
        return NoveltyFit.Distance(model, images, score);
    }
}
