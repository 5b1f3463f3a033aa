using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Ride.Resampling;

/// <summary>A column that contains the class of a row: a key, text, an integer or a boolean.</summary>
internal static class ClassColumn
{
    public static DataViewSchema.Column Find(DataViewSchema schema, string name)
    {
        DataViewSchema.Column column = schema.GetColumnOrNull(name) ?? throw Missing(name, schema.Select(c => c.Name));
        return IsUsable(column.Type) ? column : throw Unusable(name, column.Type.ToString()!);
    }

    public static void Check(SchemaShape schema, string name)
    {
        SchemaShape.Column column = schema.FirstOrDefault(c => c.Name == name);
        if (column.Name is null)
        {
            throw Missing(name, schema.Select(c => c.Name));
        }

        if (column.Kind != SchemaShape.Column.VectorKind.Scalar || !(column.IsKey || IsUsable(column.ItemType)))
        {
            throw Unusable(name, $"{column.ItemType} ({column.Kind})");
        }
    }

    private static bool IsUsable(DataViewType type)
        => type is KeyDataViewType or TextDataViewType or BooleanDataViewType
            || (type is NumberDataViewType && type != NumberDataViewType.Single && type != NumberDataViewType.Double);

    private static ArgumentException Missing(string name, IEnumerable<string> columns)
        => new($"There is no label column '{name}'. The columns are: {string.Join(", ", columns.Distinct())}. Set labelColumnName to one of them.");

    private static ArgumentException Unusable(string name, string type)
        => new(
            $"Label column '{name}' is of type {type}, but must be a key, text, an integer, or a boolean. "
            + $"Make it a key with mlContext.Transforms.Conversion.MapValueToKey(\"{name}\"), or set labelColumnName to another column.");
}
