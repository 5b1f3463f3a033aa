using Microsoft.ML.Internal.Utilities;

namespace Microsoft.ML.Data;

/// <summary>Whether a value lies between two bounds; of keys, whether the middle of the key's share of [0, 1] does.</summary>
internal sealed record RangeTest(double Min, double Max, bool IncludeMax, bool Complement)
{
    public bool Holds(double value) => Complement
        ? Min > value || (IncludeMax ? value > Max : value >= Max)
        : Min <= value && (IncludeMax ? value <= Max : value < Max);

    public Func<bool> On(DataViewRow row, DataViewSchema.Column column)
    {
        if (column.Type is KeyDataViewType)
            return Generic.Call<Func<bool>>(OnKey<uint>, column.Type.RawType, row, column);
        if (column.Type == NumberDataViewType.Single)
            return On(row.GetGetter<float>(column), value => value);
        return On(row.GetGetter<double>(column), value => value);
    }

    private Func<bool> OnKey<T>(DataViewRow row, DataViewSchema.Column column)
    {
        ulong count = ((KeyDataViewType)column.Type).Count;
        ValueGetter<T> get = row.GetGetter<T>(column);
        T value = default;
        return () =>
        {
            get(ref value);
            ulong key = Convert.ToUInt64(value);
            return key > 0 && key <= count && Holds(((uint)key - 0.5) / count);
        };
    }

    private Func<bool> On<T>(ValueGetter<T> get, Func<T, double> toNumber)
    {
        T value = default;
        return () =>
        {
            get(ref value);
            return Holds(toNumber(value));
        };
    }
}
