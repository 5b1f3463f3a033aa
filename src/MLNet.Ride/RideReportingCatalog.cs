using MLNet.Ride.Reporting;

namespace Microsoft.ML;

/// <summary>Adds to <c>mlContext.MulticlassClassification</c> what reports are made of.</summary>
public static class RideReportingCatalog
{
    /// <summary>
    /// Finds the worst mistakes in scored data, those with the largest score for a wrong class, with small pictures of their images. Works with
    /// the output of any multiclass trainer.
    /// </summary>
    /// <param name="catalog">The multiclass catalog.</param>
    /// <param name="data">The output of <c>model.Transform</c>.</param>
    /// <param name="options">Columns, number of mistakes, size of the pictures; <see langword="null"/> for the defaults.</param>
    /// <returns>The mistakes by falling score; none where all is right.</returns>
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
}
