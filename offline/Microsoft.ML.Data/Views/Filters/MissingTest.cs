using System.Numerics;
using Microsoft.ML.Internal.Utilities;

namespace Microsoft.ML.Data;

/// <summary>Whether a column's value, or a slot of it, is missing: NaN, or 0 in a key.</summary>
internal static class MissingTest
{
    public static bool AppliesTo(DataViewType type)
    {
        DataViewType item = (type as VectorDataViewType)?.ItemType ?? type;
        return item == NumberDataViewType.Single || item == NumberDataViewType.Double || item is KeyDataViewType;
    }

    public static Func<bool> On(DataViewRow row, DataViewSchema.Column column)
        => column.Type is VectorDataViewType vector
            ? Generic.Call<Func<bool>>(OnVector<float>, vector.ItemType.RawType, row, column)
            : Generic.Call<Func<bool>>(OnScalar<float>, column.Type.RawType, row, column);

    private static Func<bool> OnScalar<T>(DataViewRow row, DataViewSchema.Column column) where T : INumberBase<T>
    {
        ValueGetter<T> get = row.GetGetter<T>(column);
        bool isKey = column.Type is KeyDataViewType;
        return () =>
        {
            T value = default;
            get(ref value);
            return IsMissing(value, isKey);
        };
    }

    private static Func<bool> OnVector<T>(DataViewRow row, DataViewSchema.Column column) where T : INumberBase<T>
    {
        ValueGetter<VBuffer<T>> get = row.GetGetter<VBuffer<T>>(column);
        bool isKey = ((VectorDataViewType)column.Type).ItemType is KeyDataViewType;
        VBuffer<T> values = default;
        return () =>
        {
            get(ref values);
            return (isKey && !values.IsDense) || values.GetValues().ToArray().Any(v => IsMissing(v, isKey));
        };
    }

    private static bool IsMissing<T>(T value, bool isKey) where T : INumberBase<T> => isKey ? T.IsZero(value) : T.IsNaN(value);
}
