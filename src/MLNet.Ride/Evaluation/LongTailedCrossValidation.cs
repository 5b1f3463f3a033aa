using Microsoft.ML;

namespace MLNet.Ride.Evaluation;

/// <summary>
/// What cross-validation found: models and figures of every fold, and their means. It owns the models:
/// dispose it when none of them is needed any more.
/// </summary>
public sealed class LongTailedCrossValidation : IDisposable
{
    internal LongTailedCrossValidation(IReadOnlyList<LongTailedFold> folds) => Folds = folds;

    /// <summary>The folds.</summary>
    public IReadOnlyList<LongTailedFold> Folds { get; }

    /// <summary>Share of examples classified correctly.</summary>
    public FoldStatistic MicroAccuracy => Of(m => m.MicroAccuracy)!;

    /// <summary>Mean of the classes' recalls.</summary>
    public FoldStatistic MacroAccuracy => Of(m => m.MacroAccuracy)!;

    /// <summary>Accuracy on classes with many training images, over the folds that have examples of such classes;
    /// <see langword="null"/> if none has.</summary>
    public FoldStatistic? Many => Of(m => m.Many?.Accuracy);

    /// <summary>Accuracy on classes with a medium number of training images, or <see langword="null"/>.</summary>
    public FoldStatistic? Medium => Of(m => m.Medium?.Accuracy);

    /// <summary>Accuracy on classes with few training images, or <see langword="null"/>.</summary>
    public FoldStatistic? Few => Of(m => m.Few?.Accuracy);

    /// <summary>Mean of a figure over the folds that have it, and its deviation.</summary>
    /// <param name="figure">Takes the figure out of a fold's metrics; <see langword="null"/> where it is absent.</param>
    /// <returns>Mean and deviation, or <see langword="null"/> if no fold has the figure.</returns>
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
/// <param name="Metrics">Its figures on this fold; the buckets go by the rows that it was trained on.</param>
/// <param name="ScoredHoldOutSet">This fold, scored when rows are read.</param>
public sealed record LongTailedFold(int Fold, ITransformer Model, LongTailedMetrics Metrics, IDataView ScoredHoldOutSet);

/// <summary>A figure over the folds that have it.</summary>
/// <param name="Mean">Its mean.</param>
/// <param name="StandardDeviation">Its sample standard deviation (n − 1), or <see langword="null"/> for one fold.</param>
/// <param name="FoldCount">Number n of folds that have it.</param>
public sealed record FoldStatistic(double Mean, double? StandardDeviation, int FoldCount);
