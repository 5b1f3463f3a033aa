using MLNet.Ride.Evaluation;

namespace Microsoft.ML;

/// <summary>Adds evaluation by training frequency to <c>mlContext.MulticlassClassification</c>.</summary>
public static class RideEvaluationCatalog
{
    /// <summary>
    /// Evaluates scored data overall and for classes with many (n &gt; <paramref name="mediumMost"/>), a medium number of and few
    /// (n &lt; <paramref name="mediumLeast"/>) training images. Works with the output of any multiclass trainer; the class of the largest score
    /// is the prediction. Rows whose label is missing are skipped.
    /// </summary>
    /// <param name="catalog">The multiclass catalog.</param>
    /// <param name="data">The output of <c>model.Transform</c>.</param>
    /// <param name="trainingCounts">Number of training images of each class, in key order (<see cref="MLNet.Ride.RideTransformer.TrainingCounts"/>).</param>
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
        int mediumLeast = 20,
        int mediumMost = 100)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(trainingCounts);
        CheckBounds(mediumLeast, mediumMost);
        return new LongTailedEvaluator(data, labelColumnName, scoreColumnName, expertsUsedColumnName).Evaluate(trainingCounts, mediumLeast, mediumMost);
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
        int mediumLeast = 20,
        int mediumMost = 100)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(trainingData);
        CheckBounds(mediumLeast, mediumMost);
        var evaluator = new LongTailedEvaluator(data, labelColumnName, scoreColumnName, expertsUsedColumnName);
        int[] counts = TrainingCounts.Of(trainingData, labelColumnName, evaluator.ClassCount, evaluator.ClassNames);
        return evaluator.Evaluate(counts, mediumLeast, mediumMost);
    }

    private static void CheckBounds(int mediumLeast, int mediumMost)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(mediumLeast, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(mediumMost, mediumLeast);
    }
}
