using Microsoft.ML.Data;
using Microsoft.ML.Internal.Utilities;

namespace Microsoft.ML.Transforms;

/// <summary>Collects the distinct values of a column, in the order of their first occurrence.</summary>
internal abstract class TermsBuilder(PrimitiveDataViewType itemType)
{
    public PrimitiveDataViewType ItemType => itemType;

    public abstract int Count { get; }

    public static TermsBuilder Create(DataViewType type, ValueToKeyMappingEstimator.KeyOrdinality order)
    {
        var item = (PrimitiveDataViewType)type.ItemTypeOf();
        return Generic.Call<TermsBuilder>(Make<int>, TermType.Of(item), item, order == ValueToKeyMappingEstimator.KeyOrdinality.ByValue);
    }

    /// <summary>The function takes the current row's terms; it is false when there are enough of them.</summary>
    public abstract Func<bool> Bind(DataViewRow row, DataViewSchema.Column column, int limit);

    public abstract Terms Finish();

    private static TermsBuilder Make<T>(PrimitiveDataViewType itemType, bool sort) where T : IEquatable<T> => new Typed<T>(itemType, sort);

    private sealed class Typed<T>(PrimitiveDataViewType itemType, bool sort) : TermsBuilder(itemType) where T : IEquatable<T>
    {
        private readonly HashSet<T> _seen = [];
        private readonly List<T> _values = [];

        public override int Count => _values.Count;

        public override Func<bool> Bind(DataViewRow row, DataViewSchema.Column column, int limit)
        {
            int left = limit;
            bool Take(T value) => !TryAdd(value) || --left > 0;
            if (column.Type is VectorDataViewType)
            {
                Action<List<T>> getAll = TermType.VectorReader<T>(row, column);
                var values = new List<T>();
                return () =>
                {
                    getAll(values);
                    return values.All(Take);
                };
            }

            Func<T> get = TermType.Reader<T>(row, column);
            return () => Take(get());
        }

        public override Terms Finish()
        {
            if (sort)
                _values.Sort(TermType.Comparer<T>());
            return new Terms<T>(ItemType, _values);
        }

        private bool TryAdd(T value)
        {
            if (TermType.IsMissing(ItemType, value) || !_seen.Add(value))
                return false;
            _values.Add(value);
            return true;
        }
    }
}
