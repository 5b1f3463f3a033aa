using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Copies rows into objects.</summary>
internal sealed class TypedReader<TRow> where TRow : class
{
    private readonly List<(TypedColumn Member, DataViewSchema.Column Source)> _bound = [];

    public TypedReader(IHostEnvironment env, DataViewSchema schema, bool ignoreMissingColumns, SchemaDefinition definition)
    {
        foreach (TypedColumn column in TypedColumn.Of(typeof(TRow), definition, SchemaDefinition.Direction.Write))
        {
            if (schema.GetColumnOrNull(column.Name) is not { } source)
            {
                if (ignoreMissingColumns)
                    continue;
                throw env.ExceptSchemaMismatch("Schema", "", column.Name);
            }

            if (!IsCompatible(source.Type, MemberShape.Of(column.Member)))
                throw env.Except($"Can't bind the IDataView column '{column.Name}' of type '{source.Type}' to field or property "
                    + $"'{column.Member.Name}' of type '{column.MemberType.FullName}'.");
            _bound.Add((column, source));
        }
    }

    public IEnumerable<DataViewSchema.Column> Sources => _bound.Select(b => b.Source);

    public Action<TRow> Filler(DataViewRow row)
    {
        Action<TRow>[] setters = _bound.Select(b => MemberWriter<TRow>.Create(b.Member, row, row.Schema[b.Source.Index])).ToArray();
        return target =>
        {
            foreach (Action<TRow> set in setters)
                set(target);
        };
    }

    private static bool IsCompatible(DataViewType type, MemberShape shape)
        => shape.IsVector
            ? type is VectorDataViewType vector && vector.ItemType.RawType == shape.ItemType
            : type is not VectorDataViewType && type.RawType == shape.ItemType;
}
