namespace Microsoft.ML.Data;

/// <summary>Collects the values of a column, row by row.</summary>
internal abstract class ColumnCollector
{
    public static ColumnCollector Make<T>(DataViewRow row, DataViewSchema.Column column) => new Typed<T>(row.GetGetter<T>(column));

    public abstract void Add();

    public abstract Array ToArray();

    private sealed class Typed<T>(ValueGetter<T> get) : ColumnCollector
    {
        private readonly List<T> _values = [];

        public override void Add()
        {
            // A fresh value each time: vectors must not share their arrays.
            T value = default;
            get(ref value);
            _values.Add(value);
        }

        public override Array ToArray() => _values.ToArray();
    }
}
