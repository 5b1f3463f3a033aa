namespace QuickStart.Prediction;

/// <summary>What the model says about one image.</summary>
internal sealed class Prediction
{
    public string PredictedLabel { get; set; } = "";

    /// <summary>Probability of each class, in the order of the score column's slot names.</summary>
    public float[] Score { get; set; } = [];

    public int ExpertsUsed { get; set; }
}
