using MLNet.Ride;
using MLNet.Ride.Evaluation;
using MLNet.Ride.Evaluation.Evaluators;
using MLNet.Ride.Reporting.Mistakes;

namespace Microsoft.ML;

/// <summary>Adds data for reports to <c>mlContext.MulticlassClassification</c>.</summary>
public static class RideReportingCatalog
{
    /// <summary>
    /// Finds the most confident mistakes in scored data, those with the highest score for a wrong class, with thumbnails of their images.
    /// Works with the output of any multiclass trainer.
    /// </summary>
    /// <param name="catalog">The multiclass catalog.</param>
    /// <param name="data">The output of <c>model.Transform</c>.</param>
    /// <param name="options">Columns, number of mistakes, thumbnail size; <see langword="null"/> for the defaults.</param>
    /// <returns>The mistakes by descending score; empty if there are none.</returns>
    /// <exception cref="ArgumentException">An option is out of range, or a column is missing or unsuitable.</exception>
    /// <exception cref="InvalidDataException">An image cannot be read; the message says which one.</exception>
    public static IReadOnlyList<Mistake> WorstMistakes(this MulticlassClassificationCatalog catalog, IDataView data, MistakeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(data);
        options ??= new MistakeOptions();
        options.Validate();
        return MistakeFinder.Worst(data, options);
    }

    /// <summary>
    /// Evaluates scored data with the training counts stored in the model, and finds the most confident mistakes in the same pass: each row
    /// is scored once, while a separate evaluation and call of <see cref="WorstMistakes"/> would score it twice. With thumbnails of images, heat maps show
    /// where the model saw the predicted classes (<see cref="RideTransformer.Explain"/>).
    /// </summary>
    /// <param name="catalog">The multiclass catalog.</param>
    /// <param name="data">The output of <c>model.Transform</c>.</param>
    /// <param name="model">A <see cref="RideTransformer"/>, or a fitted or loaded pipeline that contains one.</param>
    /// <param name="mistakes">The mistakes by descending score; empty if there are none.</param>
    /// <param name="mistakeOptions">
    /// Number of mistakes, thumbnail size, and image columns; <see langword="null"/> for the defaults. The label and score columns are
    /// those of the model.
    /// </param>
    /// <returns>The metrics; buckets without examples are <see langword="null"/>.</returns>
    /// <exception cref="ArgumentException">
    /// The model contains no RideTransformer, an option is out of range, a column is missing or unsuitable, or there are no rows.
    /// </exception>
    /// <exception cref="InvalidDataException">An image cannot be read; the message says which one.</exception>
    public static LongTailedMetrics EvaluateWithMistakes(
        this MulticlassClassificationCatalog catalog,
        IDataView data,
        ITransformer model,
        out IReadOnlyList<Mistake> mistakes,
        MistakeOptions? mistakeOptions = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(data);
        RideTransformer ride = RideTransformer.FindIn(model);
        LongTailedEvaluationOptions known = ride.EvaluationOptions(null);
        MistakeOptions options = (mistakeOptions ?? new()).WithColumns(known.LabelColumnName, known.ScoreColumnName);
        options.Validate();
        var rows = new ScoredRows(data, known);
        var finder = new MistakeFinder(rows, options);
        LongTailedMetrics metrics = RideEvaluationCatalog.Logged(catalog, LongTailedEvaluator.Evaluate(rows, ride.TrainingCounts, known, finder.Add));
        mistakes = finder.Found(data, ride);
        return metrics;
    }
}
