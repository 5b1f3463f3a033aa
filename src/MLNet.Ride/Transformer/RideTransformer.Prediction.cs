using System.Globalization;
using Microsoft.ML;
using MLNet.Ride.Calibration;
using MLNet.Ride.Evaluation;
using MLNet.Ride.Evaluation.Evaluators;
using MLNet.Ride.Images;
using MLNet.Ride.Persistence;
using MLNet.Ride.Platform;
using MLNet.Ride.Schema;
using MLNet.Ride.Scoring;
using MLNet.Ride.Vectors;

namespace MLNet.Ride;

/// <content>Predictions with class names, and calibration.</content>
public sealed partial class RideTransformer
{
    /// <summary>
    /// Temperature by which the logits are divided before the softmax; 1 if the model is not calibrated (<see cref="Calibrate"/>).
    /// </summary>
    public double Temperature => _card.Temperature;

    /// <summary>Finds the RideTransformer of a fitted or loaded pipeline.</summary>
    /// <param name="model">The pipeline's transformer, which may contain nested pipelines, or a RideTransformer.</param>
    /// <returns>The last RideTransformer; the pipeline still owns and disposes it.</returns>
    /// <exception cref="ArgumentException">The pipeline contains none.</exception>
    public static RideTransformer FindIn(ITransformer model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return ChainSteps.FindLast<RideTransformer>(model) ?? throw new ArgumentException(
            $"The model, a {model.GetType().Name}, contains no {nameof(RideTransformer)}. Pass a fitted or loaded pipeline that ends in Trainers.Ride.",
            nameof(model));
    }

    /// <summary>Returns the most probable classes of a score, by name.</summary>
    /// <param name="score">The Score of a row: C probabilities in key order.</param>
    /// <param name="k">Number of classes, at least 1; more than C returns all.</param>
    /// <returns>Classes by descending probability; ties in key order.</returns>
    /// <exception cref="ArgumentException">The score does not have C values, or k is below 1.</exception>
    public IReadOnlyList<ClassProbability> TopK(ReadOnlySpan<float> score, int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        if (score.Length != ClassCount)
        {
            throw new ArgumentException($"The score has {score.Length} values, but the model has {ClassCount} classes.", nameof(score));
        }

        float[] probabilities = score.ToArray();
        return [.. ScoreOrder.Top(score, k).Select(c => new ClassProbability(ClassNames[c], (uint)c + 1, probabilities[c]))];
    }

    /// <summary>Classifies one image. Thread-safe.</summary>
    /// <param name="encodedImage">The bytes of an image file: PNG, JPEG, ….</param>
    /// <param name="k">Number of classes, at least 1; more than C returns all.</param>
    /// <returns>The most probable classes, by descending probability.</returns>
    /// <exception cref="InvalidDataException">The bytes are not an image.</exception>
    /// <exception cref="InvalidOperationException">The model was trained on images or pixels that other steps of its pipeline made.</exception>
    /// <exception cref="ObjectDisposedException">The transformer is disposed.</exception>
    public IReadOnlyList<ClassProbability> Predict(byte[] encodedImage, int k = 5)
    {
        return Predict(encodedImage, out _, k);
    }

    /// <summary>Classifies one image and returns the number of experts used. Thread-safe.</summary>
    /// <param name="encodedImage">The bytes of an image file: PNG, JPEG, ….</param>
    /// <param name="expertsUsed">Number of experts used, 1 to K.</param>
    /// <param name="k">Number of classes, at least 1; more than C returns all.</param>
    /// <returns>The most probable classes, by descending probability.</returns>
    /// <exception cref="InvalidDataException">The bytes are not an image.</exception>
    /// <exception cref="InvalidOperationException">The model was trained on images or pixels that other steps of its pipeline made.</exception>
    /// <exception cref="ObjectDisposedException">The transformer is disposed.</exception>
    public IReadOnlyList<ClassProbability> Predict(byte[] encodedImage, out int expertsUsed, int k = 5)
    {
        Prediction prediction = PredictOne(encodedImage, k);
        expertsUsed = prediction.ExpertsUsed;
        return TopK(prediction.Probabilities.Span, k);
    }

    /// <summary>Classifies one image, and tells whether it is of none of the classes. Thread-safe.</summary>
    /// <param name="encodedImage">The bytes of an image file: PNG, JPEG, ….</param>
    /// <param name="novelty">How strange the image is to the model; <see langword="null"/> if it is not measured (<see cref="FitNovelty"/>).</param>
    /// <param name="isKnown">Whether its novelty is at most <see cref="NoveltyThreshold"/>; <see langword="null"/> if it is not measured.</param>
    /// <param name="k">Number of classes, at least 1; more than C returns all.</param>
    /// <returns>The most probable classes, by descending probability.</returns>
    /// <exception cref="InvalidDataException">The bytes are not an image.</exception>
    /// <exception cref="InvalidOperationException">The model was trained on images or pixels that other steps of its pipeline made.</exception>
    /// <exception cref="ObjectDisposedException">The transformer is disposed.</exception>
    public IReadOnlyList<ClassProbability> Predict(byte[] encodedImage, out float? novelty, out bool? isKnown, int k = 5)
    {
        Prediction prediction = PredictOne(encodedImage, k);
        (novelty, isKnown) = (prediction.Novelty, prediction.IsKnown);
        return TopK(prediction.Probabilities.Span, k);
    }

    /// <summary>Classifies images, in batches of the trainer's <c>ScoringBatchSize</c>. Thread-safe.</summary>
    /// <param name="encodedImages">The bytes of image files: PNG, JPEG, ….</param>
    /// <param name="k">Number of classes for each image, at least 1; more than C returns all.</param>
    /// <returns>The most probable classes of each image, by descending probability.</returns>
    /// <exception cref="InvalidDataException">An image cannot be decoded; the message says which one.</exception>
    /// <exception cref="ObjectDisposedException">The transformer is disposed.</exception>
    public IReadOnlyList<IReadOnlyList<ClassProbability>> Predict(IReadOnlyList<byte[]> encodedImages, int k = 5)
    {
        ArgumentNullException.ThrowIfNull(encodedImages);
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        if (encodedImages.Contains(null!))
        {
            throw new ArgumentException("An image is null: pass the bytes of each image.", nameof(encodedImages));
        }

        CheckTrainedOnFiles();
        return [.. encodedImages
            .Select((bytes, i) => PendingImage.OfBytes(bytes, i + 1, Decoder))
            .Chunk(BatchSize)
            .SelectMany(Predict)
            .Select(prediction => TopK(prediction.Probabilities.Span, k))];
    }

    /// <summary>Classifies one feature vector, with a model of <see cref="LongTailedTrainer"/>. Thread-safe.</summary>
    /// <param name="features">The values of the feature column.</param>
    /// <param name="k">Number of classes, at least 1; more than C returns all.</param>
    /// <returns>The most probable classes, by descending probability.</returns>
    /// <exception cref="ArgumentException">The vector has another length than those of training, or a value is not a finite number.</exception>
    /// <exception cref="InvalidOperationException">The model was trained on images.</exception>
    /// <exception cref="ObjectDisposedException">The transformer is disposed.</exception>
    public IReadOnlyList<ClassProbability> Predict(float[] features, int k = 5)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        if (_card.Network.Vectors is null)
        {
            throw new InvalidOperationException("The model was trained on images, not on feature vectors: pass the bytes of an image file.");
        }

        int wrong = VectorOfRow.FirstNotFinite(features);
        if (wrong >= 0)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"The value at index {wrong} is {features[wrong]}, but all values must be finite numbers."), nameof(features));
        }

        return TopK(Predict([new VectorOfRow(features)])[0].Probabilities.Span, k);
    }

    /// <summary>
    /// Fits the temperature of the probabilities on rows that the model was not trained on, so that they match the accuracy (temperature
    /// scaling, Guo et al., ICML 2017). Predicted labels do not change: <see cref="ClassOffsets"/> are scaled with the logits. C probabilities per row are held in memory during calibration.
    /// </summary>
    /// <param name="validation">Rows with the feature and the label column; with the label keys of training.</param>
    /// <param name="report">The temperature, and log-loss and calibration error before and after.</param>
    /// <param name="labelColumnName">Name of the label column; <see langword="null"/> for that of training.</param>
    /// <param name="bins">Number of bins of the calibration error, 1 to 1,000.</param>
    /// <returns>A calibrated copy with its own network. Dispose both models.</returns>
    /// <exception cref="ArgumentException">A column is missing or unsuitable, or there are no rows with a label.</exception>
    public RideTransformer Calibrate(IDataView validation, out CalibrationReport report, string? labelColumnName = null, int bins = 15)
    {
        ArgumentNullException.ThrowIfNull(validation);
        LongTailedEvaluationOptions options = EvaluationOptions(null);
        options.LabelColumnName = labelColumnName ?? options.LabelColumnName;
        options.CalibrationBins = bins;
        options.Validate();
        report = Calibrator.Fit(new ScoredRows(Transform(validation), options), Temperature, bins);
        double scale = Temperature / report.Temperature;
        ModelCard card = _card with { Temperature = report.Temperature, ClassOffsets = ClassOffsets?.Select(offset => offset * scale).ToArray() };
        return new RideTransformer(_host, Use(_model.Copy), card, _scorer.Device);
    }

    private Prediction PredictOne(byte[] encodedImage, int k)
    {
        ArgumentNullException.ThrowIfNull(encodedImage);
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        CheckTrainedOnFiles();
        return Predict([PendingImage.OfBytes(encodedImage, 0, Decoder)])[0];
    }

    // Steps before the trainer may have resized or changed images, and this transformer does not know them.
    private void CheckTrainedOnFiles()
    {
        if (_card.Network.Vectors is not null)
        {
            throw new InvalidOperationException(
                $"The model was trained on feature vectors (column '{_card.Columns.Feature}'), not on images: pass the vectors, or score with the whole pipeline (Transform or a PredictionEngine).");
        }

        if (_card.FeatureForm is FeatureForm.Image or FeatureForm.SinglePixels)
        {
            string form = _card.FeatureForm == FeatureForm.Image ? "images (LoadImages, ResizeImages, …)" : "pixels (ExtractPixels)";
            throw new InvalidOperationException(
                $"The model was trained on column '{_card.Columns.Feature}' of {form}, so the bytes of a file may give other pixels than its pipeline. "
                + "Score with the whole pipeline (Transform or a PredictionEngine), or train on LoadRawImageBytes.");
        }
    }

    private EncodedImages Decoder => new(_card.Network.ImageSize, _card.Decoding);

    private void Adjust(float[] probabilities)
    {
        for (int i = 0; (Temperature != 1 || ClassOffsets is not null) && i < probabilities.Length; i += ClassCount)
        {
            TemperatureScaling.Apply(probabilities.AsSpan(i, ClassCount), Temperature, ClassOffsets);
        }
    }

    /// <summary>Returns options with this network's cost; without options, the columns are also those of the model.</summary>
    internal LongTailedEvaluationOptions EvaluationOptions(LongTailedEvaluationOptions? given)
        => given is null
            ? new()
            {
                LabelColumnName = _card.Columns.Label,
                ScoreColumnName = _card.Columns.Score,
                PredictedLabelColumnName = _card.Columns.PredictedLabel,
                ExpertsUsedColumnName = _card.Columns.ExpertsUsed,
                Cost = Cost,
            }
            : given.With(given.Cost ?? Cost);
}
