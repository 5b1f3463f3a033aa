using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Ride.Tests.Support;

/// <summary>Tells which columns were asked for last and how many rows were read, and may give the last row a label that is no key.</summary>
internal sealed class CountingView(IDataView inner, uint? lastLabel = null) : IDataView
{
    public IReadOnlyList<string> Asked { get; private set; } = [];

    public int RowsRead { get; private set; }

    private uint? LastLabel => lastLabel;

    public bool CanShuffle => false;

    public DataViewSchema Schema => inner.Schema;

    public long? GetRowCount() => inner.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        Asked = [.. columnsNeeded.Select(c => c.Name)];
        return new Cursor(this, inner.GetRowCursor(columnsNeeded));
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
        => [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(CountingView view, DataViewRowCursor inner) : DataViewRowCursor
    {
        public override DataViewSchema Schema => inner.Schema;

        public override long Position => inner.Position;

        public override long Batch => inner.Batch;

        public override ValueGetter<DataViewRowId> GetIdGetter() => inner.GetIdGetter();

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            ValueGetter<TValue> getter = inner.GetGetter<TValue>(column);
            return column.Name == "Label" && getter is ValueGetter<uint> label ? (ValueGetter<TValue>)(Delegate)Label(label) : getter;
        }

        public override bool IsColumnActive(DataViewSchema.Column column) => inner.IsColumnActive(column);

        public override bool MoveNext()
        {
            bool moved = inner.MoveNext();
            view.RowsRead += moved ? 1 : 0;
            return moved;
        }

        private ValueGetter<uint> Label(ValueGetter<uint> getter)
            => (ref uint label) =>
            {
                getter(ref label);
                label = Position == view.GetRowCount() - 1 ? view.LastLabel ?? label : label;
            };

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
