using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Evaluation;

/// <summary>What is evaluated and how.</summary>
public sealed class LongTailedEvaluationOptions
{
    /// <summary>Name of the label column, a key.</summary>
    /// <value>The default value is <c>Label</c>.</value>
    public string LabelColumnName { get; set; } = "Label";

    /// <summary>Name of the score column, a vector of C singles; the class of the largest is the prediction, of equal ones the first.</summary>
    /// <value>The default value is <c>Score</c>.</value>
    public string ScoreColumnName { get; set; } = "Score";

    /// <summary>Name of the predicted label's column. It is not read: where it is a key, its classes must be those of the label.</summary>
    /// <value>The default value is <c>PredictedLabel</c>.</value>
    public string PredictedLabelColumnName { get; set; } = "PredictedLabel";

    /// <summary>Name of the column with the number of experts asked; it may be missing.</summary>
    /// <value>The default value is <c>ExpertsUsed</c>.</value>
    public string ExpertsUsedColumnName { get; set; } = "ExpertsUsed";

    /// <summary>Fewest training images of a medium class, at least 1.</summary>
    /// <value>The default value is 20.</value>
    public int MediumLeast { get; set; } = ShotBounds.FewBelow;

    /// <summary>Most training images of a medium class, at least <see cref="MediumLeast"/>.</summary>
    /// <value>The default value is 100.</value>
    public int MediumMost { get; set; } = ShotBounds.ManyAbove;

    /// <summary>Largest k of the top-k accuracies, at least 1; more than C counts as C.</summary>
    /// <value>The default value is 5.</value>
    public int TopK { get; set; } = 5;

    /// <summary>Number of bins of equal width over confidences from 0 to 1 for the calibration error, 1 to 1,000.</summary>
    /// <value>The default value is 15.</value>
    public int CalibrationBins { get; set; } = 15;

    /// <summary>What the network costs, for the mean number of operations by bucket; that of the model where one is given.</summary>
    /// <value>The default value is <see langword="null"/>: operations are not told.</value>
    public NetworkCost? Cost { get; set; }

    internal FrequencyBuckets Buckets => new(MediumLeast, MediumMost);

    internal LongTailedEvaluationOptions With(NetworkCost cost)
    {
        var copy = (LongTailedEvaluationOptions)MemberwiseClone();
        copy.Cost = cost;
        return copy;
    }

    internal void Validate()
    {
        CheckName(LabelColumnName, nameof(LabelColumnName));
        CheckName(ScoreColumnName, nameof(ScoreColumnName));
        CheckName(PredictedLabelColumnName, nameof(PredictedLabelColumnName));
        CheckName(ExpertsUsedColumnName, nameof(ExpertsUsedColumnName));
        Check(MediumLeast >= 1, nameof(MediumLeast), MediumLeast, "at least 1");
        Check(MediumMost >= MediumLeast, nameof(MediumMost), MediumMost, $"at least {nameof(MediumLeast)} = {MediumLeast}");
        Check(TopK >= 1, nameof(TopK), TopK, "at least 1");
        Check(CalibrationBins is >= 1 and <= 1000, nameof(CalibrationBins), CalibrationBins, "from 1 to 1,000");
    }

    private static void CheckName(string name, string option) => ArgumentException.ThrowIfNullOrEmpty(name, option);

    private static void Check(bool holds, string option, int value, string range)
    {
        if (!holds)
        {
            throw new ArgumentOutOfRangeException(option, value, $"{option} must be {range}, but is {value}.");
        }
    }
}
