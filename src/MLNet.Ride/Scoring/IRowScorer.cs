using Microsoft.ML;
using MLNet.Ride.Inputs;

namespace MLNet.Ride.Scoring;

/// <summary>The classifier whose columns a view adds.</summary>
internal interface IRowScorer
{
    /// <summary>Number of rows per batch.</summary>
    int BatchSize { get; }

    /// <summary>Returns the schema with the columns added by scoring.</summary>
    DataViewSchema GetOutputSchema(DataViewSchema inputSchema);

    /// <summary>Returns what is read from rows with this schema.</summary>
    RowSource Source(DataViewSchema input);

    /// <summary>Scores rows. Thread-safe.</summary>
    IReadOnlyList<Prediction> Predict(IReadOnlyList<RowInput> inputs);
}
