using MLNet.Ride;
using MLNet.Ride.Evaluation;
using MLNet.Ride.Evaluation.Evaluators;
using MLNet.Ride.Platform;
using MLNet.Ride.Resampling;

namespace Microsoft.ML;

public static partial class RideEvaluationCatalog
{
    /// <summary>Bias and variance, by bucket, of the predictions that several models made for the same rows.</summary>
    /// <param name="catalog">The multiclass catalog.</param>
    /// <param name="scored">The same rows, in the same order, scored by each model: at least 2. Keys may differ where they stand for names.</param>
    /// <param name="trainingCounts">Number of training images of each class, in the key order of the first.</param>
    /// <param name="options">Columns and bounds of the buckets; <see langword="null"/> for the defaults.</param>
    /// <returns>Bias and variance; buckets without examples are <see langword="null"/>.</returns>
    /// <exception cref="ArgumentException">There are fewer than 2, the rows differ, a column is missing or unsuitable, or there are no rows.</exception>
    public static BiasVarianceMetrics BiasVariance(
        this MulticlassClassificationCatalog catalog,
        IReadOnlyList<IDataView> scored,
        IReadOnlyList<int> trainingCounts,
        LongTailedEvaluationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(trainingCounts);
        options ??= new();
        return BiasVarianceEvaluator.Evaluate(Rows(scored, options), trainingCounts, options.Bounds);
    }

    /// <summary>Bias and variance, by bucket, of the predictions that several models made for the same rows; counts the training images itself.</summary>
    /// <param name="catalog">The multiclass catalog.</param>
    /// <param name="scored">The same rows, in the same order, scored by each model: at least 2. Keys may differ where they stand for names.</param>
    /// <param name="trainingData">Training data, before or after <c>MapValueToKey</c>; only the label column is read.</param>
    /// <param name="options">Columns and bounds of the buckets; <see langword="null"/> for the defaults.</param>
    /// <returns>Bias and variance; buckets without examples are <see langword="null"/>.</returns>
    /// <exception cref="ArgumentException">There are fewer than 2, the rows differ, a column is missing or unsuitable, or there are no rows.</exception>
    public static BiasVarianceMetrics BiasVariance(
        this MulticlassClassificationCatalog catalog,
        IReadOnlyList<IDataView> scored,
        IDataView trainingData,
        LongTailedEvaluationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(trainingData);
        options ??= new();
        IReadOnlyList<ScoredRows> rows = Rows(scored, options);
        return BiasVarianceEvaluator.Evaluate(rows, TrainingCounts.Of(trainingData, options.LabelColumnName, rows[0]), options.Bounds);
    }

    /// <summary>Bias and variance, by bucket, of several models.</summary>
    /// <param name="catalog">The multiclass catalog.</param>
    /// <param name="models">The models, at least 2, trained on other samples or with other seeds.</param>
    /// <param name="data">Rows for all of them, in the same order in every pass.</param>
    /// <param name="trainingData">Training data, before or after <c>MapValueToKey</c>; only the label column is read.</param>
    /// <param name="options">Columns and bounds of the buckets; <see langword="null"/> for the defaults.</param>
    /// <returns>Bias and variance; buckets without examples are <see langword="null"/>.</returns>
    /// <exception cref="ArgumentException">There are fewer than 2 models, a column is missing or unsuitable, or there are no rows.</exception>
    public static BiasVarianceMetrics BiasVariance(
        this MulticlassClassificationCatalog catalog,
        IReadOnlyList<ITransformer> models,
        IDataView data,
        IDataView trainingData,
        LongTailedEvaluationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(models);
        ArgumentNullException.ThrowIfNull(data);
        return catalog.BiasVariance([.. models.Select(model => ChainSteps.TransformAll(model, data))], trainingData, options);
    }

    /// <summary>
    /// Trains on all folds but one, evaluates on that one by bucket, and so on for every fold. Folds have the same share of every class
    /// (<see cref="RideResamplingCatalog.StratifiedCrossValidationSplit"/>). Folds are trained one after the other.
    /// </summary>
    /// <param name="catalog">The multiclass catalog.</param>
    /// <param name="data">The rows, in the same order in every pass; the label may be mapped to a key by the pipeline.</param>
    /// <param name="estimator">The pipeline.</param>
    /// <param name="numberOfFolds">Number of folds, at least 2 and at most the rows of the largest class.</param>
    /// <param name="options">Columns, bounds of the buckets, top-k, bins; <see langword="null"/> for the defaults.
    /// The buckets go by the rows that a fold's model is trained on.</param>
    /// <param name="seed">Seed of the split; <see langword="null"/> for that of the context.</param>
    /// <param name="singleRowClasses">What to do with classes that have one row.</param>
    /// <returns>Every fold's model and figures, and their means; disposing it disposes the models.</returns>
    /// <exception cref="ArgumentException">A setting is out of range, or a column is missing or unsuitable.</exception>
    public static LongTailedCrossValidation CrossValidateLongTailed(
        this MulticlassClassificationCatalog catalog,
        IDataView data,
        IEstimator<ITransformer> estimator,
        int numberOfFolds = 5,
        LongTailedEvaluationOptions? options = null,
        int? seed = null,
        SingleRowClasses singleRowClasses = SingleRowClasses.Fail)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(estimator);
        options ??= new();
        options.Validate();
        int splitSeed = RowRandom.Seed(MLEnvironment.Of(catalog), seed);
        return LongTailedCrossValidator.Run(
            StratifiedSplits.CrossValidation(data, options.LabelColumnName, numberOfFolds, splitSeed, singleRowClasses), estimator, options);
    }

    private static IReadOnlyList<ScoredRows> Rows(IReadOnlyList<IDataView> scored, LongTailedEvaluationOptions options)
    {
        ArgumentNullException.ThrowIfNull(scored);
        return scored.Count >= 2
            ? [.. scored.Select(view => Rows(view, options))]
            : throw new ArgumentException($"Bias and variance need the predictions of at least 2 models, but there are {scored.Count}.", nameof(scored));
    }
}
