using MLNet.Ride;
using MLNet.Ride.Platform;
using MLNet.Ride.Torch.Methods.TestTime;
using MLNet.Ride.Torch.Options;

namespace Microsoft.ML;

public static partial class RideEvaluationCatalog
{
    /// <summary>
    /// Learns, from rows without labels, how much to trust each expert of a pipeline's classifier (<see cref="RideTransformer.WeightExperts"/>).
    /// </summary>
    /// <param name="catalog">The multiclass catalog.</param>
    /// <param name="model">A fitted or loaded pipeline that holds a <see cref="RideTransformer"/>.</param>
    /// <param name="unlabelled">Rows as the pipeline takes them, such as those to be scored; a label that it asks for may be empty.</param>
    /// <param name="report">The weights, and how alike the predictions for two views of an image were in each epoch.</param>
    /// <param name="options">Settings; <see langword="null"/> for the defaults.</param>
    /// <returns>The pipeline with a weighted copy of the RideTransformer in its place. The other steps are those of <paramref name="model"/>;
    /// dispose both.</returns>
    /// <exception cref="ArgumentException">
    /// The pipeline holds no RideTransformer, or one whose experts cannot be weighted; a column is missing or unsuitable; there are no rows; or a
    /// setting is out of range.
    /// </exception>
    public static ITransformer WeightExperts(
        this MulticlassClassificationCatalog catalog,
        ITransformer model,
        IDataView unlabelled,
        out ExpertWeightingReport report,
        ExpertWeightingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(unlabelled);
        RideTransformer ride = RideTransformer.FindIn(model);
        return ChainSteps.Replace(model, ride, ride.WeightExperts(model.Transform(unlabelled), out report, options));
    }
}
