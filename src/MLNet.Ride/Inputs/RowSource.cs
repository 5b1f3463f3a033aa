using Microsoft.ML;

namespace MLNet.Ride.Inputs;

/// <summary>The columns of a schema from which the input of a network is read.</summary>
internal abstract class RowSource
{
    /// <summary>The columns that must be active.</summary>
    public abstract IEnumerable<DataViewSchema.Column> Needed { get; }

    /// <summary>Returns a function that reads the input of the cursor's current row.</summary>
    public abstract Func<RowInput> InputReader(DataViewRow row);

    /// <summary>Advances a cursor over the rows.</summary>
    /// <param name="cursor">The cursor.</param>
    /// <param name="input">The view that it reads.</param>
    public virtual bool MoveNext(DataViewRowCursor cursor, IDataView input) => cursor.MoveNext();
}

/// <summary>The input of a network from one row, independent of the row.</summary>
internal abstract class RowInput;
