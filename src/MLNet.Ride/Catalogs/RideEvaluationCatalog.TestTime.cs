using MLNet.Ride;
using MLNet.Ride.Platform;
using MLNet.Ride.Torch.Options;

namespace Microsoft.ML;

public static partial class RideEvaluationCatalog
{
    /// <summary>
    /// Lets a pipeline's classifier score the mean of several views of an image (<see cref="RideTransformer.WithTestTimeAugmentation"/>).
    /// </summary>
    /// <param name="catalog">The multiclass catalog.</param>
    /// <param name="model">A fitted or loaded pipeline that contains a <see cref="RideTransformer"/>.</param>
    /// <param name="augmentation">The views; <see cref="TestTimeAugmentation.None"/> for the image alone.</param>
    /// <returns>
    /// The pipeline with a copy of the RideTransformer. The other steps are shared with <paramref name="model"/>; dispose both.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// The pipeline contains no RideTransformer, or five crops are chosen for one that uses the whole image.
    /// </exception>
    public static ITransformer WithTestTimeAugmentation(
        this MulticlassClassificationCatalog catalog, ITransformer model, TestTimeAugmentation augmentation)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        RideTransformer ride = RideTransformer.FindIn(model);
        return ChainSteps.Replace(model, ride, ride.WithTestTimeAugmentation(augmentation));
    }
}
