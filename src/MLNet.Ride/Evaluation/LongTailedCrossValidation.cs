using Microsoft.ML;

namespace MLNet.Ride.Evaluation;

/// <summary>
/// The result of cross-validation: models and metrics of every fold, and their means. It owns the models: dispose it when they are no
/// longer needed.
/// </summary>
public sealed class LongTailedCrossValidation : IDisposable
{
    internal LongTailedCrossValidation(IReadOnlyList<LongTailedFold> folds) => Folds = folds;

    /// <summary>The folds.</summary>
    public IReadOnlyList<LongTailedFold> Folds { get; }

    /// <summary>Fraction of examples classified correctly.</summary>
    public FoldStatistic MicroAccuracy => Of(m => m.MicroAccuracy)!;

    /// <summary>Mean of the classes' recalls.</summary>
    public FoldStatistic MacroAccuracy => Of(m => m.MacroAccuracy)!;

    /// <summary>
    /// Accuracy on classes with many training images, over the folds with examples of such classes; <see langword="null"/> if there are
    /// none.
    /// </summary>
    public FoldStatistic? Many => Of(m => m.Many?.Accuracy);

    /// <summary>Accuracy on classes with a medium number of training images, or <see langword="null"/>.</summary>
    public FoldStatistic? Medium => Of(m => m.Medium?.Accuracy);

    /// <summary>Accuracy on classes with few training images, or <see langword="null"/>.</summary>
    public FoldStatistic? Few => Of(m => m.Few?.Accuracy);

    /// <summary>Computes the mean and standard deviation of a metric over the folds that have it.</summary>
    /// <param name="figure">Selects the metric of a fold; <see langword="null"/> if it is absent.</param>
    /// <returns>Mean and standard deviation, or <see langword="null"/> if no fold has the metric.</returns>
    public FoldStatistic? Of(Func<LongTailedMetrics, double?> figure)
    {
        ArgumentNullException.ThrowIfNull(figure);
        double[] values = [.. Folds.Select(f => figure(f.Metrics)).OfType<double>()];
        if (values.Length == 0)
        {
            return null;
        }

        double mean = values.Average();
        double? deviation = values.Length < 2 ? null : Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1));
        return new FoldStatistic(mean, deviation, values.Length);
    }

    /// <summary>Disposes the models of all folds.</summary>
    public void Dispose()
    {
        foreach (LongTailedFold fold in Folds)
        {
            (fold.Model as IDisposable)?.Dispose();
        }
    }
}

/// <summary>A fold of a cross-validation.</summary>
/// <param name="Fold">Its number, from 0.</param>
/// <param name="Model">The model that was trained on the other folds.</param>
/// <param name="Metrics">Its metrics on this fold; the buckets are based on its training rows.</param>
/// <param name="ScoredHoldOutSet">This fold, scored on demand.</param>
public sealed record LongTailedFold(int Fold, ITransformer Model, LongTailedMetrics Metrics, IDataView ScoredHoldOutSet);

/// <summary>Statistics of a metric over the folds that have it.</summary>
/// <param name="Mean">Its mean.</param>
/// <param name="StandardDeviation">Its sample standard deviation (n − 1), or <see langword="null"/> for one fold.</param>
/// <param name="FoldCount">Number n of folds that have it.</param>
public sealed record FoldStatistic(double Mean, double? StandardDeviation, int FoldCount);
