using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>The getters over a current object, shared by cursors over objects and by the input of a prediction engine.</summary>
internal sealed class ObjectRow<TRow> where TRow : class
{
    private readonly IExceptionContext _ctx;
    private readonly Delegate[] _getters;

    public ObjectRow(IExceptionContext ctx, DataViewSchema schema, TypedColumn[] columns, Func<int, bool> active, Func<TRow> current)
    {
        _ctx = ctx;
        Schema = schema;
        _getters = columns.Select((c, i) => active(i) ? MemberReader<TRow>.Create(c, current) : null).ToArray();
    }

    public DataViewSchema Schema { get; }

    public static DataViewSchema SchemaOf(TypedColumn[] columns)
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(columns.Select(c => new DataViewSchema.DetachedColumn(c.Name, c.Type, c.Annotations)));
        return builder.ToSchema();
    }

    public bool IsColumnActive(DataViewSchema.Column column)
    {
        _ctx.Check(column.Index < _getters.Length, $"Column index must be between 0 and {_getters.Length}");
        return _getters[column.Index] != null;
    }

    public ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        _ctx.CheckParam(IsColumnActive(column), nameof(column), "requested column not active");
        Delegate getter = _getters[column.Index];
        return getter as ValueGetter<TValue> ?? throw _ctx.Except($"Invalid TValue in GetGetter for column #{column}: '{typeof(TValue)}', "
            + $"expected type: '{getter.GetType().GetGenericArguments()[0]}'.");
    }
}
