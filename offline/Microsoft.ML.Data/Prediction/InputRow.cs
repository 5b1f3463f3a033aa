using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A row whose values are those of the object given last.</summary>
internal sealed class InputRow<TRow> : DataViewRow where TRow : class
{
    private readonly IHost _host;
    private readonly ObjectRow<TRow> _getters;
    private TRow _value;
    private long _position = -1;

    public InputRow(IHostEnvironment env, SchemaDefinition definition)
    {
        _host = env.Register("Row");
        TypedColumn[] columns = TypedColumn.Of(typeof(TRow), definition, SchemaDefinition.Direction.Read);
        _getters = new ObjectRow<TRow>(_host, ObjectRow<TRow>.SchemaOf(columns), columns, _ => true, Current);
    }

    public override long Position => _position;

    public override long Batch => 0;

    public override DataViewSchema Schema => _getters.Schema;

    public void ExtractValues(TRow row)
    {
        _host.CheckValue(row, nameof(row));
        _value = row;
        _position++;
    }

    public override bool IsColumnActive(DataViewSchema.Column column) => _getters.IsColumnActive(column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => _getters.GetGetter<TValue>(column);

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId((ulong)_position, 0);

    private TRow Current()
    {
        _host.Check(_position >= 0, CursorErrors.NoCurrentRow);
        return _value;
    }
}
