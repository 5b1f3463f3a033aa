using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

internal sealed class EmptyDataView : IDataView
{
    private readonly IHostEnvironment _env;

    public EmptyDataView(IHostEnvironment env, DataViewSchema schema)
    {
        _env = env;
        _env.CheckValue(schema, nameof(schema));
        Schema = schema;
    }

    public bool CanShuffle => true;

    public DataViewSchema Schema { get; }

    public long? GetRowCount() => 0;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
        => new Cursor(this, ActiveColumns.Of(columnsNeeded, Schema));

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
        => [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(EmptyDataView view, bool[] active) : RootCursorBase
    {
        public override DataViewSchema Schema => view.Schema;

        public override bool IsColumnActive(DataViewSchema.Column column) => column.Index < active.Length && active[column.Index];

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            view._env.CheckParam(IsColumnActive(column), nameof(column), "requested column not active");
            return (ref TValue _) => throw view._env.Except(CursorErrors.NoCurrentRow);
        }

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId _) => throw view._env.Except(CursorErrors.NoCurrentRow);

        protected override bool MoveNextCore() => false;
    }
}
