namespace Microsoft.ML.Data;

/// <summary>Some columns of another view, in a given order.</summary>
internal sealed class ColumnSubsetView : IDataView
{
    private readonly IDataView _source;
    private readonly int[] _indices;

    public ColumnSubsetView(IDataView source, int[] indices)
    {
        _source = source;
        _indices = indices;
        Schema = SchemaOf(source.Schema, indices);
    }

    public bool CanShuffle => _source.CanShuffle;

    public DataViewSchema Schema { get; }

    public static DataViewSchema SchemaOf(DataViewSchema source, int[] indices)
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(indices.Select(i => source[i]));
        return builder.ToSchema();
    }

    public long? GetRowCount() => _source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        bool[] active = ActiveColumns.Of(columnsNeeded, Schema);
        return new Cursor(this, _source.GetRowCursor(Sources(active), rand), active);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
    {
        bool[] active = ActiveColumns.Of(columnsNeeded, Schema);
        return _source.GetRowCursorSet(Sources(active), n, rand).Select(c => (DataViewRowCursor)new Cursor(this, c, active)).ToArray();
    }

    private IEnumerable<DataViewSchema.Column> Sources(bool[] active)
        => _indices.Where((_, i) => active[i]).Distinct().Select(i => _source.Schema[i]).ToArray();

    private sealed class Cursor(ColumnSubsetView parent, DataViewRowCursor input, bool[] active) : SynchronizedCursorBase(input)
    {
        public override DataViewSchema Schema => parent.Schema;

        public override bool IsColumnActive(DataViewSchema.Column column) => active[column.Index];

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
            => Input.GetGetter<TValue>(Input.Schema[parent._indices[column.Index]]);
    }
}
