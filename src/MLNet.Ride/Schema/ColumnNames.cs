namespace MLNet.Ride.Schema;

/// <summary>Names of the columns that a transformer reads and writes.</summary>
internal sealed record ColumnNames(
    string Label, string Feature, string ImagePath, string PredictedLabel, string Score, string ExpertsUsed)
{
    /// <summary>Checks the names of a trainer's options.</summary>
    /// <exception cref="ArgumentException">A name is missing, or two outputs have the same name.</exception>
    public void Check()
    {
        ArgumentException.ThrowIfNullOrEmpty(Label, "LabelColumnName");
        ArgumentException.ThrowIfNullOrEmpty(Feature, "FeatureColumnName");
        ArgumentException.ThrowIfNullOrEmpty(ImagePath, "ImagePathColumnName");
        ArgumentException.ThrowIfNullOrEmpty(PredictedLabel, "PredictedLabelColumnName");
        ArgumentException.ThrowIfNullOrEmpty(Score, "ScoreColumnName");
        ArgumentException.ThrowIfNullOrEmpty(ExpertsUsed, "ExpertsUsedColumnName");
        string[] outputs = [PredictedLabel, Score, ExpertsUsed];
        if (outputs.Distinct().Count() < outputs.Length)
        {
            throw new ArgumentException(
                $"PredictedLabelColumnName, ScoreColumnName and ExpertsUsedColumnName must differ, but are {string.Join(", ", outputs)}.");
        }
    }
}
