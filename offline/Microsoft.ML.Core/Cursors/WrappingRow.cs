namespace Microsoft.ML.Data;

/// <summary>A row over another one, which it disposes.</summary>
internal abstract class WrappingRow(DataViewRow input) : DataViewRow
{
    private bool _disposed;

    public sealed override long Batch => Input.Batch;

    public sealed override long Position => Input.Position;

    protected DataViewRow Input { get; } = input;

    public override ValueGetter<DataViewRowId> GetIdGetter() => Input.GetIdGetter();

    protected sealed override void Dispose(bool disposing)
    {
        if (_disposed)
            return;
        DisposeCore(disposing);
        if (disposing)
            Input.Dispose();
        _disposed = true;
    }

    protected virtual void DisposeCore(bool disposing)
    {
    }
}
