namespace MLNet.Ride.Schema;

/// <summary>Names of the columns that a transformer reads and writes.</summary>
internal sealed record ColumnNames(
    string Label, string Feature, string ImagePath, string PredictedLabel, string Score, string ExpertsUsed);
