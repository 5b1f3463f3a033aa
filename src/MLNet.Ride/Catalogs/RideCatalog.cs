using MLNet.Ride;
using MLNet.Ride.Platform;

namespace Microsoft.ML;

/// <summary>Adds the RIDE trainer to <c>mlContext.MulticlassClassification.Trainers</c>.</summary>
public static class RideCatalog
{
    /// <summary>Creates a trainer with the recipe published for CIFAR-100-LT; its schedule scales with the number of epochs.</summary>
    /// <param name="catalog">The trainers' catalog.</param>
    /// <param name="labelColumnName">Name of the label column, a key.</param>
    /// <param name="featureColumnName">Name of the image column (see <see cref="RideTrainer.Options.FeatureColumnName"/>).</param>
    /// <param name="scoreColumnName">Name of the output column with the classes' probabilities.</param>
    /// <param name="predictedLabelColumnName">Name of the output column with the most probable class.</param>
    /// <param name="validationSet">
    /// Validation rows, in the form that the trainer receives (see <see cref="RideTrainer.Options.ValidationSet"/>); <see langword="null"/>
    /// for none.
    /// </param>
    /// <param name="expertCount">Number of experts K, 1 to 16.</param>
    /// <param name="epochs">Passes over the training images, at least 1.</param>
    /// <param name="routing">Whether routers are trained and used; needs at least two experts.</param>
    /// <returns>The trainer.</returns>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    public static RideTrainer Ride(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog,
        string labelColumnName = "Label",
        string featureColumnName = "Image",
        string scoreColumnName = "Score",
        string predictedLabelColumnName = "PredictedLabel",
        IDataView? validationSet = null,
        int expertCount = 3,
        int epochs = 200,
        bool routing = false)
        => catalog.Ride(new RideTrainer.Options
        {
            LabelColumnName = labelColumnName,
            FeatureColumnName = featureColumnName,
            ScoreColumnName = scoreColumnName,
            PredictedLabelColumnName = predictedLabelColumnName,
            ValidationSet = validationSet,
            ExpertCount = expertCount,
            Epochs = epochs,
            Routing = { Enabled = routing },
        });

    /// <summary>Creates a trainer with these options, which are copied.</summary>
    /// <param name="catalog">The trainers' catalog.</param>
    /// <param name="options">All settings.</param>
    /// <returns>The trainer.</returns>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    public static RideTrainer Ride(this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog, RideTrainer.Options options)
        => new(MLEnvironment.Of(catalog), options);
}
