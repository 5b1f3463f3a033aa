using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

public static class ColumnCursorExtensions
{
    public static IEnumerable<T> GetColumn<T>(this IDataView data, string columnName) => GetColumn<T>(data, data.Schema[columnName]);

    public static IEnumerable<T> GetColumn<T>(this IDataView data, DataViewSchema.Column column)
    {
        Contracts.CheckValue(data, nameof(data));
        Contracts.CheckNonEmpty(column.Name, nameof(column));
        if (data.Schema[column.Index].Name != column.Name || data.Schema[column.Index].Type != column.Type)
        {
            throw Contracts.ExceptParam(nameof(column), $"column with name {column.Name}, type {column.Type}, and index {column.Index} cannot be found in {nameof(data)}");
        }

        if (column.Type.RawType == typeof(T))
        {
            return Values<T, T>(data, column, value => value);
        }

        if (typeof(T) == typeof(string) && column.Type is TextDataViewType)
        {
            return (IEnumerable<T>)Values<ReadOnlyMemory<char>, string>(data, column, text => text.ToString());
        }

        if (typeof(T).IsArray && column.Type is not VectorDataViewType)
        {
            throw Contracts.ExceptParam(nameof(column), $"Cannot load vector type, {column.Type}, specified in {nameof(column)} to the user-defined type, {typeof(T)}.");
        }

        if (typeof(T) == typeof(string[]) && column.Type is VectorDataViewType { ItemType: TextDataViewType })
        {
            return (IEnumerable<T>)Values<VBuffer<ReadOnlyMemory<char>>, string[]>(data, column, texts => texts.DenseValues().Select(t => t.ToString()).ToArray());
        }

        if (column.Type is VectorDataViewType vector && typeof(T).GetElementType() == vector.ItemType.RawType)
        {
            return (IEnumerable<T>)((Func<IDataView, DataViewSchema.Column, IEnumerable<int[]>>)Arrays<int>).Method
                .GetGenericMethodDefinition().MakeGenericMethod(vector.ItemType.RawType).Invoke(null, [data, column]);
        }

        throw Contracts.ExceptParam(
            nameof(column), $"Cannot map column (name: {column.Name}, type: {column.Type}) in {nameof(data)} to the user-defined type, {typeof(T)}.");
    }

    private static IEnumerable<T[]> Arrays<T>(IDataView data, DataViewSchema.Column column)
        => Values<VBuffer<T>, T[]>(data, column, vector => vector.DenseValues().ToArray());

    private static IEnumerable<TOut> Values<TValue, TOut>(IDataView data, DataViewSchema.Column column, Func<TValue, TOut> convert)
    {
        using DataViewRowCursor cursor = data.GetRowCursor([column]);
        ValueGetter<TValue> getter = cursor.GetGetter<TValue>(column);
        TValue value = default;
        while (cursor.MoveNext())
        {
            getter(ref value);
            yield return convert(value);
        }
    }
}
