using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Columns held as arrays.</summary>
internal sealed class ArrayDataView : IDataView
{
    private readonly IHost _host;
    private readonly Array[] _columns;
    private readonly int _rowCount;

    public ArrayDataView(IHostEnvironment env, DataViewSchema schema, Array[] columns, int rowCount)
    {
        _host = env.Register("ArrayDataView");
        Schema = schema;
        _columns = columns;
        _rowCount = rowCount;
    }

    public bool CanShuffle => true;

    public DataViewSchema Schema { get; }

    public long? GetRowCount() => _rowCount;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
        => new Cursor(this, ActiveColumns.Of(columnsNeeded, Schema), rand);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
        => [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor : RootCursorBase
    {
        private readonly ArrayDataView _parent;
        private readonly bool[] _active;
        private readonly int[] _order;

        public Cursor(ArrayDataView parent, bool[] active, Random random)
        {
            _parent = parent;
            _active = active;
            _order = random == null ? null : Permutation.Of(parent._rowCount, random);
        }

        public override DataViewSchema Schema => _parent.Schema;

        private int Index => _order == null ? (int)Position : _order[Position];

        public override bool IsColumnActive(DataViewSchema.Column column)
        {
            _parent._host.CheckParam(column.Index < _active.Length, nameof(column));
            return _active[column.Index];
        }

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            _parent._host.CheckParam(IsColumnActive(column), nameof(column), "requested column not active");
            var values = _parent._columns[column.Index] as TValue[] ?? throw _parent._host.Except($"Invalid TValue: '{typeof(TValue)}'");
            return (ref TValue value) =>
            {
                _parent._host.Check(IsGood, CursorErrors.NoCurrentRow);
                CachedValue<TValue>.Copy(values[Index], ref value);
            };
        }

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) =>
        {
            _parent._host.Check(IsGood, CursorErrors.NoCurrentRow);
            id = new DataViewRowId((ulong)Index, 0);
        };

        protected override bool MoveNextCore() => Position + 1 < _parent._rowCount;
    }
}
