using Microsoft.ML.Internal.Utilities;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

public static class ColumnCursorExtensions
{
    public static IEnumerable<T> GetColumn<T>(this IDataView data, string columnName) => GetColumn<T>(data, data.Schema[columnName]);

    public static IEnumerable<T> GetColumn<T>(this IDataView data, DataViewSchema.Column column)
    {
        Contracts.CheckValue(data, nameof(data));
        Contracts.CheckNonEmpty(column.Name, nameof(column));
        DataViewSchema.Column found = data.Schema[column.Index];
        Contracts.CheckParam(found.Name == column.Name && found.Type == column.Type, nameof(column),
            $"column with name {column.Name}, type {column.Type}, and index {column.Index} cannot be found in data");
        if (column.Type.RawType == typeof(T))
            return Read(data, found, (T value) => value);
        if (typeof(T) == typeof(string) && column.Type is TextDataViewType)
            return (IEnumerable<T>)Read(data, found, (ReadOnlyMemory<char> text) => text.ToString());
        if (typeof(T).IsArray)
        {
            var vector = column.Type as VectorDataViewType;
            Contracts.CheckParam(vector != null, nameof(column),
                $"Cannot load vector type, {column.Type}, specified in column to the user-defined type, {typeof(T)}.");
            Type element = typeof(T).GetElementType();
            if (element == vector.ItemType.RawType)
                return (IEnumerable<T>)Generic.Call<object>(ReadArrays<int>, element, data, found);
            if (element == typeof(string) && vector.ItemType is TextDataViewType)
                return (IEnumerable<T>)Read(data, found, (VBuffer<ReadOnlyMemory<char>> texts) => texts.DenseValues().Select(t => t.ToString()).ToArray());
        }

        throw Contracts.ExceptParam(nameof(column),
            $"Cannot map column (name: {column.Name}, type: {column.Type}) in data to the user-defined type, {typeof(T)}.");
    }

    private static IEnumerable<T[]> ReadArrays<T>(IDataView data, DataViewSchema.Column column)
        => Read(data, column, (VBuffer<T> values) => values.DenseValues().ToArray());

    private static IEnumerable<TOut> Read<TValue, TOut>(IDataView data, DataViewSchema.Column column, Func<TValue, TOut> convert)
    {
        using DataViewRowCursor cursor = data.GetRowCursor([column]);
        ValueGetter<TValue> get = cursor.GetGetter<TValue>(column);
        TValue value = default;
        while (cursor.MoveNext())
        {
            get(ref value);
            yield return convert(value);
        }
    }
}
