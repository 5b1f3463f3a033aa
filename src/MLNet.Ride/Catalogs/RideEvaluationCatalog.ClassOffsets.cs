using MLNet.Ride;
using MLNet.Ride.Evaluation;
using MLNet.Ride.Platform;

namespace Microsoft.ML;

public static partial class RideEvaluationCatalog
{
    /// <summary>
    /// Corrects a pipeline's probabilities for other class frequencies than those that they assume (<see cref="RideTransformer.CorrectPrior"/>).
    /// </summary>
    /// <param name="catalog">The multiclass catalog.</param>
    /// <param name="model">A fitted or loaded pipeline that contains a <see cref="RideTransformer"/>.</param>
    /// <param name="assumed">The frequencies that the probabilities assume, which depend on the loss and the sampling of training.</param>
    /// <param name="prior">
    /// The frequencies of the images to be scored: one number above 0 for each class, in key order; <see langword="null"/> for equal ones.
    /// </param>
    /// <param name="tau">Strength with which the assumed frequencies are removed, between 0 and 10.</param>
    /// <returns>
    /// The pipeline with a corrected copy of the RideTransformer. The other steps are shared with <paramref name="model"/>; dispose both.
    /// </returns>
    /// <exception cref="ArgumentException">The pipeline contains no RideTransformer, or a value does not fit.</exception>
    public static ITransformer CorrectPrior(
        this MulticlassClassificationCatalog catalog, ITransformer model, ScorePrior assumed, IReadOnlyList<double>? prior = null, double tau = 1)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        RideTransformer ride = RideTransformer.FindIn(model);
        return ChainSteps.Replace(model, ride, ride.CorrectPrior(assumed, prior, tau));
    }

    /// <summary>Estimates the class frequencies of unlabeled rows (<see cref="RideTransformer.EstimatePrior"/>).</summary>
    /// <param name="catalog">The multiclass catalog.</param>
    /// <param name="model">A fitted or loaded pipeline that contains a <see cref="RideTransformer"/>.</param>
    /// <param name="unlabeled">Rows in the pipeline's input format, like those to be scored; a required label column may be empty.</param>
    /// <param name="assumed">The frequencies that the pipeline's probabilities assume.</param>
    /// <returns>The frequencies.</returns>
    /// <exception cref="ArgumentException">
    /// The pipeline contains no RideTransformer, a column is missing or unsuitable, or there are no rows.
    /// </exception>
    public static PriorEstimate EstimatePrior(this MulticlassClassificationCatalog catalog, ITransformer model, IDataView unlabeled, ScorePrior assumed)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(unlabeled);
        return RideTransformer.FindIn(model).EstimatePrior(model.Transform(unlabeled), assumed);
    }

    /// <summary>
    /// Fits an offset, or threshold, for each class of a pipeline to rows that it was not trained on, for the highest balanced accuracy
    /// (<see cref="RideTransformer.FitClassOffsets"/>).
    /// </summary>
    /// <param name="catalog">The multiclass catalog.</param>
    /// <param name="model">A fitted or loaded pipeline that contains a <see cref="RideTransformer"/>.</param>
    /// <param name="validation">Rows in the pipeline's input format, with the label.</param>
    /// <param name="report">The offsets, and the accuracies before and after.</param>
    /// <param name="labelColumnName">Name of the label column; <see langword="null"/> for that of training.</param>
    /// <returns>
    /// The pipeline with a copy of the RideTransformer that has the offsets. The other steps are shared with <paramref name="model"/>; dispose both.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// The pipeline contains no RideTransformer, a column is missing or unsuitable, or there are no rows with a label.
    /// </exception>
    public static ITransformer FitClassOffsets(
        this MulticlassClassificationCatalog catalog, ITransformer model, IDataView validation, out ClassOffsetReport report, string? labelColumnName = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(validation);
        RideTransformer ride = RideTransformer.FindIn(model);
        return ChainSteps.Replace(model, ride, ride.FitClassOffsets(ChainSteps.TransformAll(model, validation), out report, labelColumnName));
    }
}
