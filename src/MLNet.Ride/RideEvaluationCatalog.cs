using MLNet.Ride;
using MLNet.Ride.Evaluation;
using MLNet.Ride.Torch.Options;

namespace Microsoft.ML;

/// <summary>Adds evaluation by training frequency to <c>mlContext.MulticlassClassification</c>.</summary>
public static partial class RideEvaluationCatalog
{
    /// <summary>
    /// Evaluates scored data overall and for classes with many (n &gt; <paramref name="mediumMost"/>), a medium number of and few
    /// (n &lt; <paramref name="mediumLeast"/>) training images. Works with the output of any multiclass trainer; the class of the largest score
    /// is the prediction. Rows whose label is missing are skipped.
    /// </summary>
    /// <param name="catalog">The multiclass catalog.</param>
    /// <param name="data">The output of <c>model.Transform</c>.</param>
    /// <param name="trainingCounts">Number of training images of each class, in key order (<see cref="RideTransformer.TrainingCounts"/>).</param>
    /// <param name="labelColumnName">Name of the label column, a key.</param>
    /// <param name="scoreColumnName">Name of the score column, a vector of C singles.</param>
    /// <param name="expertsUsedColumnName">Name of the column with the number of experts asked; it may be missing.</param>
    /// <param name="mediumLeast">Fewest training images of a medium class, at least 1.</param>
    /// <param name="mediumMost">Most training images of a medium class, at least <paramref name="mediumLeast"/>.</param>
    /// <returns>The metrics; buckets without examples are <see langword="null"/>.</returns>
    /// <exception cref="ArgumentException">A column is missing or unsuitable, the counts do not fit the label, or there are no rows.</exception>
    public static LongTailedMetrics EvaluateLongTailed(
        this MulticlassClassificationCatalog catalog,
        IDataView data,
        IReadOnlyList<int> trainingCounts,
        string labelColumnName = "Label",
        string scoreColumnName = "Score",
        string expertsUsedColumnName = "ExpertsUsed",
        int mediumLeast = ShotBounds.FewBelow,
        int mediumMost = ShotBounds.ManyAbove)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(trainingCounts);
        return catalog.EvaluateLongTailed(
            data, trainingCounts, Options(labelColumnName, scoreColumnName, expertsUsedColumnName, mediumLeast, mediumMost));
    }

    /// <summary>
    /// Evaluates scored data by training frequency, as
    /// <see cref="EvaluateLongTailed(MulticlassClassificationCatalog, IDataView, IReadOnlyList{int}, string, string, string, int, int)"/> does,
    /// and counts the training images itself.
    /// </summary>
    /// <param name="catalog">The multiclass catalog.</param>
    /// <param name="data">The output of <c>model.Transform</c>.</param>
    /// <param name="trainingData">The data that the model was trained on, before or after <c>MapValueToKey</c>; only its label column is read.</param>
    /// <param name="labelColumnName">Name of the label column of both.</param>
    /// <param name="scoreColumnName">Name of the score column, a vector of C singles.</param>
    /// <param name="expertsUsedColumnName">Name of the column with the number of experts asked; it may be missing.</param>
    /// <param name="mediumLeast">Fewest training images of a medium class, at least 1.</param>
    /// <param name="mediumMost">Most training images of a medium class, at least <paramref name="mediumLeast"/>.</param>
    /// <returns>The metrics; buckets without examples are <see langword="null"/>.</returns>
    /// <exception cref="ArgumentException">A column is missing or unsuitable, the training data have other classes, or there are no rows.</exception>
    public static LongTailedMetrics EvaluateLongTailed(
        this MulticlassClassificationCatalog catalog,
        IDataView data,
        IDataView trainingData,
        string labelColumnName = "Label",
        string scoreColumnName = "Score",
        string expertsUsedColumnName = "ExpertsUsed",
        int mediumLeast = ShotBounds.FewBelow,
        int mediumMost = ShotBounds.ManyAbove)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(trainingData);
        return catalog.EvaluateLongTailed(
            data, trainingData, Options(labelColumnName, scoreColumnName, expertsUsedColumnName, mediumLeast, mediumMost));
    }

    /// <summary>Evaluates scored data by training frequency, as the other overloads do, with more to choose.</summary>
    /// <param name="catalog">The multiclass catalog.</param>
    /// <param name="data">The output of <c>model.Transform</c>.</param>
    /// <param name="trainingCounts">Number of training images of each class, in key order.</param>
    /// <param name="options">Columns, bounds of the buckets, top-k, bins.</param>
    /// <returns>The metrics; buckets without examples are <see langword="null"/>.</returns>
    /// <exception cref="ArgumentException">An option is out of range, a column is missing or unsuitable, the counts do not fit the label,
    /// or there are no rows.</exception>
    public static LongTailedMetrics EvaluateLongTailed(
        this MulticlassClassificationCatalog catalog, IDataView data, IReadOnlyList<int> trainingCounts, LongTailedEvaluationOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(trainingCounts);
        return LongTailedEvaluator.Evaluate(Rows(data, options), trainingCounts, options);
    }

    /// <summary>Evaluates scored data by training frequency, and counts the training images itself.</summary>
    /// <param name="catalog">The multiclass catalog.</param>
    /// <param name="data">The output of <c>model.Transform</c>.</param>
    /// <param name="trainingData">The data that the model was trained on, before or after <c>MapValueToKey</c>; only its label column is read.</param>
    /// <param name="options">Columns, bounds of the buckets, top-k, bins.</param>
    /// <returns>The metrics; buckets without examples are <see langword="null"/>.</returns>
    /// <exception cref="ArgumentException">An option is out of range, a column is missing or unsuitable, the training data have other classes,
    /// or there are no rows.</exception>
    public static LongTailedMetrics EvaluateLongTailed(
        this MulticlassClassificationCatalog catalog, IDataView data, IDataView trainingData, LongTailedEvaluationOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(trainingData);
        ScoredRows rows = Rows(data, options);
        return LongTailedEvaluator.Evaluate(rows, TrainingCounts.Of(trainingData, options.LabelColumnName, rows), options);
    }

    /// <summary>
    /// Evaluates scored data by the training counts that the model knows, and with what its network costs.
    /// The counts are those of the rows it was given, so after <c>ResampleByClass</c> they are not those of the data: give the training data then.
    /// </summary>
    /// <param name="catalog">The multiclass catalog.</param>
    /// <param name="data">The output of <c>model.Transform</c>.</param>
    /// <param name="model">A <see cref="RideTransformer"/>, or a fitted or loaded pipeline that holds one.</param>
    /// <param name="options">Columns, bounds of the buckets, top-k, bins; <see langword="null"/> for the defaults with the columns of the model.</param>
    /// <returns>The metrics; buckets without examples are <see langword="null"/>.</returns>
    /// <exception cref="ArgumentException">The model holds no RideTransformer, an option is out of range, a column is missing or unsuitable,
    /// or there are no rows.</exception>
    public static LongTailedMetrics EvaluateLongTailed(
        this MulticlassClassificationCatalog catalog, IDataView data, ITransformer model, LongTailedEvaluationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        RideTransformer ride = RideTransformer.FindIn(model);
        LongTailedEvaluationOptions known = ride.EvaluationOptions(options);
        return LongTailedEvaluator.Evaluate(Rows(data, known), ride.TrainingCounts, known);
    }

    private static LongTailedEvaluationOptions Options(
        string labelColumnName, string scoreColumnName, string expertsUsedColumnName, int mediumLeast, int mediumMost)
        => new()
        {
            LabelColumnName = labelColumnName,
            ScoreColumnName = scoreColumnName,
            ExpertsUsedColumnName = expertsUsedColumnName,
            MediumLeast = mediumLeast,
            MediumMost = mediumMost,
        };

    private static ScoredRows Rows(IDataView data, LongTailedEvaluationOptions options)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        return new ScoredRows(data, options);
    }
}
