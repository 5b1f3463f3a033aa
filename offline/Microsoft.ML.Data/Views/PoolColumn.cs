namespace Microsoft.ML.Data;

/// <summary>The values of a column in the rows of a pool.</summary>
internal abstract class PoolColumn
{
    public static PoolColumn Make<T>(DataViewRow row, DataViewSchema.Column column, int size) => new Typed<T>(row.GetGetter<T>(column), size);

    /// <summary>Takes the value of the current row.</summary>
    public abstract void Fill(int slot);

    public sealed class Typed<T>(ValueGetter<T> get, int size) : PoolColumn
    {
        private readonly T[] _values = new T[size];

        public override void Fill(int slot) => get(ref _values[slot]);

        public void Copy(int slot, ref T value) => CachedValue<T>.Copy(_values[slot], ref value);
    }
}
