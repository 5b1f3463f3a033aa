using MLNet.Ride;
using MLNet.Ride.Platform;
using MLNet.Ride.Torch.Methods.TestTime;
using MLNet.Ride.Torch.Options;

namespace Microsoft.ML;

public static partial class RideEvaluationCatalog
{
    /// <summary>
    /// Learns from unlabeled rows how much to trust each expert of a pipeline's classifier (<see cref="RideTransformer.WeightExperts"/>).
    /// </summary>
    /// <param name="catalog">The multiclass catalog.</param>
    /// <param name="model">A fitted or loaded pipeline that contains a <see cref="RideTransformer"/>.</param>
    /// <param name="unlabeled">Rows in the pipeline's input format, like those to be scored; a required label column may be empty.</param>
    /// <param name="report">The weights, and the agreement of the predictions for two views of an image in each epoch.</param>
    /// <param name="options">Settings; <see langword="null"/> for the defaults.</param>
    /// <returns>
    /// The pipeline with a weighted copy of the RideTransformer. The other steps are shared with <paramref name="model"/>; dispose both.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// The pipeline contains no RideTransformer, or one whose experts cannot be weighted; a column is missing or unsuitable; there are no
    /// rows; or a setting is out of range.
    /// </exception>
    public static ITransformer WeightExperts(
        this MulticlassClassificationCatalog catalog,
        ITransformer model,
        IDataView unlabeled,
        out ExpertWeightingReport report,
        ExpertWeightingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(unlabeled);
        RideTransformer ride = RideTransformer.FindIn(model);
        return ChainSteps.Replace(model, ride, ride.WeightExperts(model.Transform(unlabeled), out report, options));
    }
}
