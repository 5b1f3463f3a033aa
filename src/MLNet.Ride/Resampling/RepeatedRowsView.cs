using Microsoft.ML;

namespace MLNet.Ride.Resampling;

/// <summary>
/// The rows of another view, each repeated as often as the count for its position says (0, 1, …). The source may be read in several passes
/// with different counts. Rows are read on demand; none are held in memory.
/// </summary>
/// <param name="source">The rows. Their order must be the same in every pass.</param>
/// <param name="rowCount">Number of rows of this view.</param>
/// <param name="passes">Number of passes over the source.</param>
/// <param name="repeats">The counts of a pass, from 1, for every row of the source.</param>
internal sealed class RepeatedRowsView(IDataView source, long rowCount, int passes, Func<int, RowRepeats> repeats) : IDataView
{
    public DataViewSchema Schema => source.Schema;

    // The counts depend on the position, so the source must not be shuffled.
    public bool CanShuffle => false;

    public long? GetRowCount() => rowCount;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        DataViewSchema.Column[] columns = [.. columnsNeeded.Select(c => Schema[c.Index])];
        return new RepeatedRowsCursor(source, columns, passes, repeats);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
        => [GetRowCursor(columnsNeeded, rand)];

    /// <summary>Creates a view of the rows whose positions satisfy a predicate.</summary>
    public static RepeatedRowsView Where(IDataView source, int sourceRows, Func<int, bool> isKept)
    {
        var repeats = new RowRepeats(sourceRows, row => isKept(row) ? 1 : 0);
        return new RepeatedRowsView(source, Enumerable.Range(0, sourceRows).Count(isKept), passes: 1, _ => repeats);
    }
}

/// <summary>The number of repetitions of each source row.</summary>
/// <param name="Rows">Number of rows of the source.</param>
/// <param name="Of">The count for a row, at least 0.</param>
internal sealed record RowRepeats(int Rows, Func<int, int> Of);
