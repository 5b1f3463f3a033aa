using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>How values of columns are held as terms: text as strings, the rest as it is.</summary>
internal static class TermType
{
    public static Type Of(PrimitiveDataViewType type) => type is TextDataViewType ? typeof(string) : type.RawType;

    public static bool IsMissing<T>(DataViewType type, T value) => value switch
    {
        string text => text.Length == 0,
        float number => float.IsNaN(number),
        double number => double.IsNaN(number),
        _ => type is KeyDataViewType && Convert.ToUInt64(value) == 0
    };

    public static IComparer<T> Comparer<T>()
        => typeof(T) == typeof(string) ? (IComparer<T>)(object)StringComparer.Ordinal : System.Collections.Generic.Comparer<T>.Default;

    public static Func<T> Reader<T>(DataViewRow row, DataViewSchema.Column column)
    {
        if (typeof(T) == typeof(string))
        {
            var getText = row.GetGetter<ReadOnlyMemory<char>>(column);
            ReadOnlyMemory<char> text = default;
            return (Func<T>)(object)(Func<string>)(() =>
            {
                getText(ref text);
                return text.ToString();
            });
        }

        ValueGetter<T> get = row.GetGetter<T>(column);
        T value = default;
        return () =>
        {
            get(ref value);
            return value;
        };
    }

    public static Action<List<T>> VectorReader<T>(DataViewRow row, DataViewSchema.Column column)
    {
        if (typeof(T) == typeof(string))
        {
            var getTexts = row.GetGetter<VBuffer<ReadOnlyMemory<char>>>(column);
            VBuffer<ReadOnlyMemory<char>> texts = default;
            return (Action<List<T>>)(object)(Action<List<string>>)(all =>
            {
                getTexts(ref texts);
                all.Clear();
                all.AddRange(texts.DenseValues().Select(t => t.ToString()));
            });
        }

        var get = row.GetGetter<VBuffer<T>>(column);
        VBuffer<T> values = default;
        return all =>
        {
            get(ref values);
            all.Clear();
            all.AddRange(values.DenseValues());
        };
    }
}
