namespace Microsoft.ML.Data;

/// <summary>A cursor that goes through the rows of another one, one for one.</summary>
internal abstract class SynchronizedCursorBase : DataViewRowCursor
{
    private bool _disposed;

    protected SynchronizedCursorBase(DataViewRowCursor input) => Input = input;

    protected DataViewRowCursor Input { get; }

    public sealed override long Position => Input.Position;

    public sealed override long Batch => Input.Batch;

    protected bool IsGood => Position >= 0;

    public sealed override bool MoveNext() => Input.MoveNext();

    public sealed override ValueGetter<DataViewRowId> GetIdGetter() => Input.GetIdGetter();

    protected override void Dispose(bool disposing)
    {
        if (!_disposed && disposing)
            Input.Dispose();
        _disposed = true;
        base.Dispose(disposing);
    }
}
