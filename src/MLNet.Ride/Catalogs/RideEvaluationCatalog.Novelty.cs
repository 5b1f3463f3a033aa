using MLNet.Ride;
using MLNet.Ride.Evaluation;
using MLNet.Ride.Evaluation.Evaluators;
using MLNet.Ride.Platform;
using MLNet.Ride.Torch.Options;

namespace Microsoft.ML;

public static partial class RideEvaluationCatalog
{
    /// <summary>
    /// Lets a pipeline's classifier tell images of no known class: scoring adds the columns Novelty and IsKnown (<see cref="RideTransformer.FitNovelty"/>).
    /// </summary>
    /// <param name="catalog">The multiclass catalog.</param>
    /// <param name="model">A fitted or loaded pipeline that contains a <see cref="RideTransformer"/>.</param>
    /// <param name="validation">Rows of known classes that the pipeline was not trained on, in its input format.</param>
    /// <param name="report">The threshold, and the share of the rows that count as known.</param>
    /// <param name="score">How novelty is measured.</param>
    /// <param name="recall">Wanted share of known images that count as known, above 0 and at most 1.</param>
    /// <param name="train">The training rows in the pipeline's input format; needed for scores of features.</param>
    /// <returns>
    /// The pipeline with a copy of the RideTransformer. The other steps are shared with <paramref name="model"/>; dispose both.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// The pipeline contains no RideTransformer, there are no validation rows, a value is out of range, or the score needs training rows and there are none.
    /// </exception>
    public static ITransformer FitNovelty(
        this MulticlassClassificationCatalog catalog,
        ITransformer model,
        IDataView validation,
        out NoveltyReport report,
        NoveltyScore score = NoveltyScore.Energy,
        double recall = 0.95,
        IDataView? train = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(validation);
        RideTransformer ride = RideTransformer.FindIn(model);
        IDataView? training = train is null ? null : ChainSteps.TransformAll(model, train);
        return ChainSteps.Replace(model, ride, ride.FitNovelty(ChainSteps.TransformAll(model, validation), out report, score, recall, training));
    }

    /// <summary>Evaluates how well a model tells images of its classes from others.</summary>
    /// <param name="catalog">The multiclass catalog.</param>
    /// <param name="model">A pipeline that measures novelty (<see cref="FitNovelty"/>).</param>
    /// <param name="known">Rows of known classes, in the pipeline's input format.</param>
    /// <param name="unknown">Rows of none of them. Labels are ignored.</param>
    /// <returns>AUROC, FPR95, and the shares at the model's threshold.</returns>
    /// <exception cref="ArgumentException">The pipeline contains no RideTransformer, or there are no rows.</exception>
    /// <exception cref="InvalidOperationException">The model does not measure novelty.</exception>
    public static NoveltyMetrics EvaluateNovelty(this MulticlassClassificationCatalog catalog, ITransformer model, IDataView known, IDataView unknown)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(known);
        ArgumentNullException.ThrowIfNull(unknown);
        RideTransformer ride = RideTransformer.FindIn(model);
        return NoveltyEvaluator.Evaluate(
            ride.Novelties(ChainSteps.TransformAll(model, known)), ride.Novelties(ChainSteps.TransformAll(model, unknown)), ride.Rule.Threshold);
    }
}
