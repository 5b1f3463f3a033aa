using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

internal sealed class EnumerableDataView<TRow> : IDataView where TRow : class
{
    private readonly IHost _host;
    private readonly IEnumerable<TRow> _data;
    private readonly TypedColumn[] _columns;

    public EnumerableDataView(IHostEnvironment env, IEnumerable<TRow> data, SchemaDefinition definition)
    {
        _host = env.Register("StreamingDataView");
        _data = data;
        _columns = TypedColumn.Of(typeof(TRow), definition, SchemaDefinition.Direction.Read);
        Schema = ObjectRow<TRow>.SchemaOf(_columns);
    }

    public bool CanShuffle => false;

    public DataViewSchema Schema { get; }

    public long? GetRowCount() => (_data as ICollection<TRow>)?.Count;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
        => new Cursor(this, ActiveColumns.Of(columnsNeeded, Schema));

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
        => [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor : RootCursorBase
    {
        private readonly IHost _host;
        private readonly IEnumerator<TRow> _rows;
        private readonly ObjectRow<TRow> _getters;
        private TRow _current;

        public Cursor(EnumerableDataView<TRow> view, bool[] active)
        {
            _host = view._host;
            _rows = view._data.GetEnumerator();
            _getters = new ObjectRow<TRow>(_host, view.Schema, view._columns, i => active[i], () => _current);
        }

        public override DataViewSchema Schema => _getters.Schema;

        public override bool IsColumnActive(DataViewSchema.Column column) => _getters.IsColumnActive(column);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => _getters.GetGetter<TValue>(column);

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) =>
        {
            _host.Check(IsGood, CursorErrors.NoCurrentRow);
            id = new DataViewRowId((ulong)Position, 0);
        };

        protected override bool MoveNextCore()
        {
            bool moved = _rows.MoveNext();
            _current = moved ? _rows.Current : null;
            if (moved && _current == null)
                throw _host.Except("Encountered null when iterating over data, this is not supported.");
            return moved;
        }
    }
}
