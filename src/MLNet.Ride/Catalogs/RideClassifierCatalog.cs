using MLNet.Ride;
using MLNet.Ride.Platform;
using MLNet.Ride.Torch.Options;

namespace Microsoft.ML;

/// <summary>Adds new classifiers for trained pipelines to <c>mlContext.MulticlassClassification</c>.</summary>
public static class RideClassifierCatalog
{
    /// <summary>Trains new classifiers for a pipeline's network (<see cref="RideTransformer.RetrainClassifier"/>).</summary>
    /// <param name="catalog">The multiclass catalog.</param>
    /// <param name="model">A fitted or loaded pipeline that contains a <see cref="RideTransformer"/>.</param>
    /// <param name="train">Rows in the pipeline's input format, with the label.</param>
    /// <param name="options">The method and its settings.</param>
    /// <param name="validation">
    /// Rows in the pipeline's input format for choosing τ and for evaluation after every epoch; <see langword="null"/> for none.
    /// </param>
    /// <param name="labelColumnName">Name of the label column; <see langword="null"/> for that of training.</param>
    /// <returns>
    /// The pipeline with the new RideTransformer instead of the old one. The other steps are shared with <paramref name="model"/>; dispose
    /// both.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// The pipeline contains no RideTransformer, a setting or a column is not suitable, or the rows are not suitable for training.
    /// </exception>
    /// <exception cref="System.IO.InvalidDataException">An image cannot be read; the message says which one.</exception>
    public static ITransformer RetrainClassifier(
        this MulticlassClassificationCatalog catalog,
        ITransformer model,
        IDataView train,
        ClassifierOptions options,
        IDataView? validation = null,
        string? labelColumnName = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(train);
        RideTransformer ride = RideTransformer.FindIn(model);
        IDataView? prepared = validation is null ? null : ChainSteps.TransformAll(model, validation);
        return ChainSteps.Replace(model, ride, ride.RetrainClassifier(ChainSteps.TransformAll(model, train), options, prepared, labelColumnName));
    }
}
