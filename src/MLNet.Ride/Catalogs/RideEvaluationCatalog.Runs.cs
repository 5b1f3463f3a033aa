using MLNet.Ride;
using MLNet.Ride.Evaluation;
using MLNet.Ride.Evaluation.Evaluators;
using MLNet.Ride.Platform;
using MLNet.Ride.Resampling;

namespace Microsoft.ML;

public static partial class RideEvaluationCatalog
{
    /// <summary>Computes bias and variance, by bucket, of the predictions of several models for the same rows.</summary>
    /// <param name="catalog">The multiclass catalog.</param>
    /// <param name="scored">The same rows, in the same order, scored by each model: at least 2. Keys may differ if they have names.</param>
    /// <param name="trainingCounts">Number of training images of each class, in the key order of the first.</param>
    /// <param name="options">Columns and bucket bounds; <see langword="null"/> for the defaults.</param>
    /// <returns>Bias and variance; buckets without examples are <see langword="null"/>.</returns>
    /// <exception cref="ArgumentException">
    /// There are fewer than 2 sets, the rows differ, a column is missing or unsuitable, or there are no rows.
    /// </exception>
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

    /// <summary>
    /// Computes bias and variance, by bucket, of the predictions of several models for the same rows; counts the training images from the
    /// training data.
    /// </summary>
    /// <param name="catalog">The multiclass catalog.</param>
    /// <param name="scored">The same rows, in the same order, scored by each model: at least 2. Keys may differ if they have names.</param>
    /// <param name="trainingData">Training data, before or after <c>MapValueToKey</c>; only the label column is read.</param>
    /// <param name="options">Columns and bucket bounds; <see langword="null"/> for the defaults.</param>
    /// <returns>Bias and variance; buckets without examples are <see langword="null"/>.</returns>
    /// <exception cref="ArgumentException">
    /// There are fewer than 2 sets, the rows differ, a column is missing or unsuitable, or there are no rows.
    /// </exception>
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
        return BiasVarianceEvaluator.Evaluate(rows, TrainingCounts.Of(trainingData, options.LabelColumnName, rows[0], Warnings(catalog)), options.Bounds);
    }

    /// <summary>Computes bias and variance, by bucket, of several models.</summary>
    /// <param name="catalog">The multiclass catalog.</param>
    /// <param name="models">The models, at least 2, trained on different samples or with different seeds.</param>
    /// <param name="data">Rows for all of them, in the same order in every pass.</param>
    /// <param name="trainingData">Training data, before or after <c>MapValueToKey</c>; only the label column is read.</param>
    /// <param name="options">Columns and bucket bounds; <see langword="null"/> for the defaults.</param>
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
    /// Computes bias and variance, by bucket, of several models, with the columns of the first one and its numbers of training images.
    /// </summary>
    /// <param name="catalog">The multiclass catalog.</param>
    /// <param name="models">
    /// The models, at least 2, trained on different samples or with different seeds: each a <see cref="RideTransformer"/>, or a fitted or loaded pipeline that
    /// contains one.
    /// </param>
    /// <param name="data">Rows for all of them, in the same order in every pass.</param>
    /// <param name="options">Columns and bucket bounds; <see langword="null"/> for the defaults with the columns of the first model.</param>
    /// <returns>Bias and variance; buckets without examples are <see langword="null"/>.</returns>
    /// <exception cref="ArgumentException">
    /// There are fewer than 2 models, one contains no RideTransformer, the models have other classes, a column is missing or unsuitable, or there are no rows.
    /// </exception>
    public static BiasVarianceMetrics BiasVariance(
        this MulticlassClassificationCatalog catalog, IReadOnlyList<ITransformer> models, IDataView data, LongTailedEvaluationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(models);
        ArgumentNullException.ThrowIfNull(data);
        RideTransformer[] classifiers = [.. models.Select(RideTransformer.FindIn)];
        IDataView[] scored = [.. models.Select(model => ChainSteps.TransformAll(model, data))];
        RideTransformer? first = classifiers.FirstOrDefault();
        return catalog.BiasVariance(scored, first?.TrainingCounts ?? [], first is null ? options : first.EvaluationOptions(options));
    }

    /// <summary>
    /// For each fold, trains on all other folds and evaluates on it by bucket. Folds are stratified by class
    /// (<see cref="RideResamplingCatalog.StratifiedCrossValidationSplit"/>) and trained in sequence.
    /// </summary>
    /// <param name="catalog">The multiclass catalog.</param>
    /// <param name="data">The rows, in the same order in every pass; the label may be mapped to a key by the pipeline.</param>
    /// <param name="estimator">The pipeline.</param>
    /// <param name="numberOfFolds">Number of folds, at least 2 and at most the number of rows of the largest class.</param>
    /// <param name="options">
    /// Columns, bucket bounds, top-k, bins; <see langword="null"/> for the defaults. The buckets are based on the training rows of each
    /// fold.
    /// </param>
    /// <param name="seed">Seed of the split; <see langword="null"/> for the seed of the context.</param>
    /// <param name="singleRowClasses">What to do with classes that have only one row.</param>
    /// <returns>The model and metrics of every fold, and the mean metrics; disposing it disposes the models.</returns>
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
