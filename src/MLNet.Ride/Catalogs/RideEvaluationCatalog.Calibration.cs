using MLNet.Ride;
using MLNet.Ride.Evaluation;
using MLNet.Ride.Platform;

namespace Microsoft.ML;

public static partial class RideEvaluationCatalog
{
    /// <summary>
    /// Fits the temperature of a pipeline's probabilities on rows that it was not trained on (<see cref="RideTransformer.Calibrate"/>).
    /// Predicted labels do not change.
    /// </summary>
    /// <param name="catalog">The multiclass catalog.</param>
    /// <param name="model">A fitted or loaded pipeline that contains a <see cref="RideTransformer"/>.</param>
    /// <param name="validation">Rows in the pipeline's input format, with the label.</param>
    /// <param name="report">The temperature, and log-loss and calibration error before and after.</param>
    /// <param name="labelColumnName">Name of the label column; <see langword="null"/> for that of training.</param>
    /// <param name="bins">Number of bins of the calibration error, 1 to 1,000.</param>
    /// <returns>
    /// The pipeline with a calibrated copy of the RideTransformer. The other steps are shared with <paramref name="model"/>; dispose both.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// The pipeline contains no RideTransformer, a column is missing or unsuitable, or there are no rows with a label.
    /// </exception>
    public static ITransformer CalibrateTemperature(
        this MulticlassClassificationCatalog catalog,
        ITransformer model,
        IDataView validation,
        out CalibrationReport report,
        string? labelColumnName = null,
        int bins = 15)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(validation);
        RideTransformer ride = RideTransformer.FindIn(model);
        return ChainSteps.Replace(model, ride, ride.Calibrate(ChainSteps.TransformAll(model, validation), out report, labelColumnName, bins));
    }
}
