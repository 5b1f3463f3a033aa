using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A cursor over some of the rows of another one, counted anew.</summary>
internal abstract class FilteringCursorBase(IHost host, DataViewRowCursor input, bool[] active) : RootCursorBase
{
    private bool _disposed;

    public override DataViewSchema Schema => Input.Schema;

    public override long Batch => Input.Batch;

    protected DataViewRowCursor Input { get; } = input;

    public override bool IsColumnActive(DataViewSchema.Column column)
    {
        host.Check(column.Index < active.Length);
        return active[column.Index];
    }

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        host.Check(IsColumnActive(column));
        return Input.GetGetter<TValue>(column);
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => Input.GetIdGetter();

    protected override void Dispose(bool disposing)
    {
        if (!_disposed && disposing)
            Input.Dispose();
        _disposed = true;
        base.Dispose(disposing);
    }
}
