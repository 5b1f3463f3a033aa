using MLNet.Ride;
using MLNet.Ride.Evaluation;
using MLNet.Ride.Evaluation.Evaluators;
using MLNet.Ride.Platform;

namespace Microsoft.ML;

/// <summary>Adds evaluation by training frequency to <c>mlContext.MulticlassClassification</c>.</summary>
public static partial class RideEvaluationCatalog
{
    /// <summary>
    /// Evaluates scored data overall and for classes with many, a medium number of, and few training images
    /// (<see cref="LongTailedEvaluationOptions.Bounds"/>). Works with the output of any multiclass trainer; the class with the highest
    /// score is the prediction. Rows without a label, and of classes that the model does not know, are excluded, counted, and logged.
    /// </summary>
    /// <param name="catalog">The multiclass catalog.</param>
    /// <param name="data">The output of <c>model.Transform</c>.</param>
    /// <param name="trainingCounts">Number of training images of each class, in key order (<see cref="RideTransformer.TrainingCounts"/>).</param>
    /// <param name="options">Columns, bucket bounds, top-k, bins; <see langword="null"/> for the defaults.</param>
    /// <returns>The metrics; buckets without examples are <see langword="null"/>.</returns>
    /// <exception cref="ArgumentException">
    /// An option is out of range, a column is missing or unsuitable, the counts do not match the label, or there are no rows.
    /// </exception>
    public static LongTailedMetrics EvaluateLongTailed(
        this MulticlassClassificationCatalog catalog, IDataView data, IReadOnlyList<int> trainingCounts, LongTailedEvaluationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(trainingCounts);
        options ??= new();
        return Logged(catalog, LongTailedEvaluator.Evaluate(Rows(data, options), trainingCounts, options));
    }

    /// <summary>
    /// Evaluates scored data by training frequency, as <see cref="EvaluateLongTailed(MulticlassClassificationCatalog, IDataView,
    /// IReadOnlyList{int}, LongTailedEvaluationOptions?)"/> does, and counts the training images from the training data.
    /// </summary>
    /// <param name="catalog">The multiclass catalog.</param>
    /// <param name="data">The output of <c>model.Transform</c>.</param>
    /// <param name="trainingData">The data that the model was trained on, before or after <c>MapValueToKey</c>; only its label column is read.</param>
    /// <param name="options">Columns, bucket bounds, top-k, bins; <see langword="null"/> for the defaults.</param>
    /// <returns>The metrics; buckets without examples are <see langword="null"/>.</returns>
    /// <exception cref="ArgumentException">
    /// An option is out of range, a column is missing or unsuitable, the training data has other classes, or there are no rows.
    /// </exception>
    public static LongTailedMetrics EvaluateLongTailed(
        this MulticlassClassificationCatalog catalog, IDataView data, IDataView trainingData, LongTailedEvaluationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(trainingData);
        options ??= new();
        ScoredRows rows = Rows(data, options);
        return Logged(catalog, LongTailedEvaluator.Evaluate(rows, TrainingCounts.Of(trainingData, options.LabelColumnName, rows, Warnings(catalog)), options));
    }

    /// <summary>
    /// Evaluates scored data with the training counts stored in the model, and includes the cost of its network. The counts are those of
    /// the rows that the trainer received. After <c>ResampleByClass</c> they differ from the original data; pass the training data instead.
    /// </summary>
    /// <param name="catalog">The multiclass catalog.</param>
    /// <param name="data">The output of <c>model.Transform</c>.</param>
    /// <param name="model">A <see cref="RideTransformer"/>, or a fitted or loaded pipeline that contains one.</param>
    /// <param name="options">
    /// Columns, bucket bounds, top-k, bins; <see langword="null"/> for the defaults with the columns of the model.
    /// </param>
    /// <returns>The metrics; buckets without examples are <see langword="null"/>.</returns>
    /// <exception cref="ArgumentException">
    /// The model contains no RideTransformer, an option is out of range, a column is missing or unsuitable, or there are no rows.
    /// </exception>
    public static LongTailedMetrics EvaluateLongTailed(
        this MulticlassClassificationCatalog catalog, IDataView data, ITransformer model, LongTailedEvaluationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        RideTransformer ride = RideTransformer.FindIn(model);
        LongTailedEvaluationOptions known = ride.EvaluationOptions(options);
        return Logged(catalog, LongTailedEvaluator.Evaluate(Rows(data, known), ride.TrainingCounts, known));
    }

    internal static LongTailedMetrics Logged(MulticlassClassificationCatalog catalog, LongTailedMetrics metrics)
    {
        if (metrics.Exclusions is { } exclusions)
        {
            Warnings(catalog)(exclusions);
        }

        return metrics;
    }

    private static Action<string> Warnings(MulticlassClassificationCatalog catalog) => MLEnvironment.Warnings(catalog, "Evaluation");

    private static ScoredRows Rows(IDataView data, LongTailedEvaluationOptions options)
    {
        ArgumentNullException.ThrowIfNull(data);
        options.Validate();
        return new ScoredRows(data, options);
    }
}
