using Microsoft.ML.Internal.Utilities;

namespace Microsoft.ML.Data;

/// <summary>Labels as numbers: the value itself, or the key from 0 with NaN for a missing one.</summary>
internal static class LabelGetter
{
    public static ValueGetter<float> Of(DataViewRow row, DataViewSchema.Column column)
        => column.Type is KeyDataViewType
            ? Generic.Call<ValueGetter<float>>(Key<uint>, column.Type.RawType, row, column)
            : row.GetGetter<float>(column);

    private static ValueGetter<float> Key<T>(DataViewRow row, DataViewSchema.Column column)
    {
        ValueGetter<T> get = row.GetGetter<T>(column);
        T value = default;
        return (ref float label) =>
        {
            get(ref value);
            ulong key = Convert.ToUInt64(value);
            label = key == 0 ? float.NaN : key - 1;
        };
    }
}
