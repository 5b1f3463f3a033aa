using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Evaluation;

/// <summary>Settings of the evaluation.</summary>
public sealed class LongTailedEvaluationOptions
{
    private const int MostCalibrationBins = 1000;

    /// <summary>Name of the label column, a key.</summary>
    /// <value>The default value is <c>Label</c>.</value>
    public string LabelColumnName { get; set; } = "Label";

    /// <summary>
    /// Name of the score column, a vector of C singles; the class with the highest score is the prediction; ties go to the first class.
    /// </summary>
    /// <value>The default value is <c>Score</c>.</value>
    public string ScoreColumnName { get; set; } = "Score";

    /// <summary>Name of the predicted label's column. It is not read; if it is a key, its classes must be those of the label.</summary>
    /// <value>The default value is <c>PredictedLabel</c>.</value>
    public string PredictedLabelColumnName { get; set; } = "PredictedLabel";

    /// <summary>Name of the column with the number of experts used; optional.</summary>
    /// <value>The default value is <c>ExpertsUsed</c>.</value>
    public string ExpertsUsedColumnName { get; set; } = "ExpertsUsed";

    /// <summary>Bounds of the many-, medium-, and few-shot buckets.</summary>
    /// <value>The default value is <see cref="ShotBounds.Default"/>: few below 20 training images, many above 100.</value>
    public ShotBounds Bounds { get; set; } = ShotBounds.Default;

    /// <summary>Largest k of the top-k accuracies, at least 1; more than C counts as C.</summary>
    /// <value>The default value is 5.</value>
    public int TopK { get; set; } = 5;

    /// <summary>Number of bins of equal width over confidences from 0 to 1 for the calibration error, 1 to 1,000.</summary>
    /// <value>The default value is 15.</value>
    public int CalibrationBins { get; set; } = 15;

    /// <summary>Cost of the network, for the mean number of operations by bucket; defaults to that of the model if one is passed.</summary>
    /// <value>The default value is <see langword="null"/>: operations are not reported.</value>
    public NetworkCost? Cost { get; set; }

    internal LongTailedEvaluationOptions With(NetworkCost cost)
    {
        var copy = (LongTailedEvaluationOptions)MemberwiseClone();
        copy.Cost = cost;
        return copy;
    }

    internal void Validate()
    {
        ArgumentException.ThrowIfNullOrEmpty(LabelColumnName);
        ArgumentException.ThrowIfNullOrEmpty(ScoreColumnName);
        ArgumentException.ThrowIfNullOrEmpty(PredictedLabelColumnName);
        ArgumentException.ThrowIfNullOrEmpty(ExpertsUsedColumnName);
        ArgumentNullException.ThrowIfNull(Bounds);
        ArgumentOutOfRangeException.ThrowIfLessThan(TopK, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(CalibrationBins, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(CalibrationBins, MostCalibrationBins);
    }
}
