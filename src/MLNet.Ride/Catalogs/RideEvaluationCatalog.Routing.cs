using MLNet.Ride;
using MLNet.Ride.Evaluation;
using MLNet.Ride.Platform;

namespace Microsoft.ML;

/// <content>Routing thresholds.</content>
public static partial class RideEvaluationCatalog
{
    // Routers are trained with a positive weight, so that their probabilities crowd near 1.
    private static readonly double[] s_thresholds = [0.02, 0.1, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.999];

    /// <summary>Gives a pipeline's classifier another routing threshold (<see cref="RideTransformer.WithRoutingThreshold"/>).</summary>
    /// <param name="catalog">The multiclass catalog.</param>
    /// <param name="model">A <see cref="RideTransformer"/>, or a pipeline that contains one.</param>
    /// <param name="threshold">Probability, above 0 and below 1.</param>
    /// <returns>A pipeline like <paramref name="model"/> with its own copy of the classifier.</returns>
    /// <exception cref="ArgumentException">The model contains no RIDE classifier, or the threshold is out of range.</exception>
    /// <exception cref="InvalidOperationException">The classifier has no routers.</exception>
    public static ITransformer WithRoutingThreshold(this MulticlassClassificationCatalog catalog, ITransformer model, double threshold)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        RideTransformer ride = RideTransformer.FindIn(model);
        return ChainSteps.Replace(model, ride, ride.WithRoutingThreshold(threshold));
    }

    /// <summary>
    /// Evaluates a model at several routing thresholds: accuracy against cost. The data are scored once for each threshold.
    /// </summary>
    /// <param name="catalog">The multiclass catalog.</param>
    /// <param name="model">A <see cref="RideTransformer"/> with routing, or a pipeline that contains one.</param>
    /// <param name="data">Labeled rows, as for <c>Transform</c> of the model.</param>
    /// <param name="thresholds">Probabilities, above 0 and below 1; <see langword="null"/> for eleven from 0.02 to 0.999 and the model's own.</param>
    /// <returns>A point for each threshold, in ascending order.</returns>
    /// <exception cref="ArgumentException">
    /// The model contains no RIDE classifier, there are no thresholds, a threshold is out of range, or the rows cannot be evaluated.
    /// </exception>
    /// <exception cref="InvalidOperationException">The classifier has no routers.</exception>
    public static IReadOnlyList<RoutingPoint> EvaluateRouting(
        this MulticlassClassificationCatalog catalog, ITransformer model, IDataView data, IReadOnlyList<double>? thresholds = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(data);
        thresholds ??= [.. s_thresholds, RideTransformer.FindIn(model).RoutingThreshold];
        return thresholds.Count > 0
            ? [.. thresholds.Distinct().Order().Select(threshold => Point(catalog, model, data, threshold))]
            : throw new ArgumentException("There are no thresholds: give at least one, or null for the default ones.", nameof(thresholds));
    }

    private static RoutingPoint Point(MulticlassClassificationCatalog catalog, ITransformer model, IDataView data, double threshold)
    {
        ITransformer routed = catalog.WithRoutingThreshold(model, threshold);
        using RideTransformer own = RideTransformer.FindIn(routed);
        LongTailedMetrics metrics = catalog.EvaluateLongTailed(routed.Transform(data), routed);
        BucketMetrics all = metrics.Overall;
        return new(threshold, all.MeanExpertsUsed!.Value, all.MeanMacs!.Value, all.Accuracy, metrics.Many?.Accuracy, metrics.Medium?.Accuracy, metrics.Few?.Accuracy);
    }
}
