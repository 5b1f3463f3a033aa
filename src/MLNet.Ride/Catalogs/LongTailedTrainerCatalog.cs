using MLNet.Ride;
using MLNet.Ride.Platform;

namespace Microsoft.ML;

/// <summary>Adds the trainer of long-tailed classifiers on feature vectors to <c>mlContext.MulticlassClassification.Trainers</c>.</summary>
public static class LongTailedTrainerCatalog
{
    /// <summary>
    /// Creates a trainer of a cosine classifier that begins with the class means and compensates for the class frequencies by logit adjustment.
    /// </summary>
    /// <param name="catalog">The trainers' catalog.</param>
    /// <param name="labelColumnName">Name of the label column, a key.</param>
    /// <param name="featureColumnName">Name of the column of feature vectors: Single, of known length.</param>
    /// <returns>The trainer.</returns>
    public static LongTailedTrainer LongTailed(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog, string labelColumnName = "Label", string featureColumnName = "Features")
        => catalog.LongTailed(new LongTailedTrainer.Options { LabelColumnName = labelColumnName, FeatureColumnName = featureColumnName });

    /// <summary>Creates a trainer with these options, which are copied.</summary>
    /// <param name="catalog">The trainers' catalog.</param>
    /// <param name="options">All settings.</param>
    /// <returns>The trainer.</returns>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    public static LongTailedTrainer LongTailed(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog, LongTailedTrainer.Options options)
        => new(MLEnvironment.Of(catalog), options);
}
