using System.Collections;
using Microsoft.ML.Internal.DataView;

namespace Microsoft.ML.Data;

public readonly partial struct VBuffer<T> : IEnumerable
{
    private readonly T[] _values;
    private readonly int[] _indices;
    private readonly int _count;

    public readonly int Length;

    public VBuffer(int length, T[] values, int[] indices = null)
    {
        Check.Param(length >= 0, nameof(length));
        Check.Param((values?.Length ?? 0) >= length, nameof(values));
        Length = length;
        _count = length;
        _values = values;
        _indices = indices;
    }

    public VBuffer(int length, int count, T[] values, int[] indices)
    {
        Check.Param(length >= 0, nameof(length));
        Check.Param(count >= 0 && count <= length, nameof(count));
        Check.Param((values?.Length ?? 0) >= count, nameof(values));
        Check.Param(count == length || (indices?.Length ?? 0) >= count, nameof(indices));
        Length = length;
        _count = count;
        _values = values;
        _indices = indices;
    }

    public bool IsDense => _count == Length;

    public ReadOnlySpan<T> GetValues() => _values.AsSpan(0, _count);

    public ReadOnlySpan<int> GetIndices() => IsDense ? default : _indices.AsSpan(0, _count);

    public IEnumerable<KeyValuePair<int, T>> Items(bool all = false) => IsDense || all ? AllItems(this) : ExplicitItems(this);

    public IEnumerable<T> DenseValues() => AllItems(this).Select(item => item.Value);

    public T GetItemOrDefault(int index)
    {
        T value = default;
        GetItemOrDefault(index, ref value);
        return value;
    }

    public void GetItemOrDefault(int index, ref T destination)
    {
        Check.Param(index >= 0 && index < Length, nameof(index));
        int at = IsDense ? index : _indices.AsSpan(0, _count).BinarySearch(index);
        destination = at >= 0 ? _values[at] : default;
    }

    public IEnumerator GetEnumerator() => _values.GetEnumerator();

    public override string ToString()
        => IsDense ? $"Dense vector of size {Length}" : $"Sparse vector of size {Length}, {_count} explicit values";

    internal VBufferEditor<T> Edit(int length, int? count, int? maxCapacity = null, bool keepOld = false, bool indicesOnDense = false)
    {
        Check.Param(length >= 0, "newLogicalLength", "Must be non-negative.");
        Check.Param(count is null or >= 0, "valuesCount", "If specified, must be non-negative.");
        Check.Param(count is null || count <= length, "valuesCount", "If specified, must be no greater than newLogicalLength");
        int size = count ?? length;
        int capacity = maxCapacity ?? Array.MaxLength;
        T[] values = _values;
        int[] indices = _indices;
        bool newValues = Grow(ref values, size, capacity, keepOld);
        bool newIndices = (size != length || indicesOnDense) && Grow(ref indices, size, capacity, keepOld);
        return new VBufferEditor<T>(length, size, values, indices, indicesOnDense, newValues, newIndices);
    }

    private static bool Grow<TItem>(ref TItem[] array, int size, int capacity, bool keepOld)
    {
        if (size > capacity)
            throw new ArgumentOutOfRangeException("max", "min must not exceed max");
        int have = array?.Length ?? 0;
        if (have >= size)
            return false;
        int grown = Math.Max(size, (int)Math.Min(have == 0 ? 4L : 2L * have, capacity));
        if (keepOld && have > 0)
            Array.Resize(ref array, grown);
        else
            array = new TItem[grown];
        return true;
    }

    private static IEnumerable<KeyValuePair<int, T>> ExplicitItems(VBuffer<T> buffer)
    {
        for (int i = 0; i < buffer._count; i++)
            yield return new KeyValuePair<int, T>(buffer._indices[i], buffer._values[i]);
    }

    private static IEnumerable<KeyValuePair<int, T>> AllItems(VBuffer<T> buffer)
    {
        bool dense = buffer.IsDense;
        for (int slot = 0, next = 0; slot < buffer.Length; slot++)
        {
            bool given = next < buffer._count && (dense || buffer._indices[next] == slot);
            yield return new KeyValuePair<int, T>(slot, given ? buffer._values[next++] : default);
        }
    }
}
