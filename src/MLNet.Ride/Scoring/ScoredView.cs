using Microsoft.ML;

namespace MLNet.Ride.Scoring;

/// <summary>
/// The input with the columns of scoring added, computed on demand. Every cursor reads the input once, a batch of rows ahead, and only the
/// needed columns. Shuffling is left to the input, because a score depends only on its row.
/// </summary>
internal sealed class ScoredView(IRowScorer model, IDataView input) : IDataView
{
    public DataViewSchema Schema { get; } = model.GetOutputSchema(input.Schema);

    public bool CanShuffle => input.CanShuffle;

    public long? GetRowCount() => input.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        var active = new ActiveColumns(model, input.Schema, columnsNeeded);
        return new ScoringCursor(model, Schema, input, active, rand);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
        => [GetRowCursor(columnsNeeded, rand)];
}
