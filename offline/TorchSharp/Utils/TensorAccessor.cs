using System.Collections;

namespace TorchSharp.Utils;

/// <summary>The elements of a CPU tensor, in row-major order whatever its strides.</summary>
public sealed unsafe partial class TensorAccessor<T> : IDisposable, IEnumerable<T>
    where T : unmanaged
{
    private readonly T* _data;
    private torch.Tensor _tensor;

    internal TensorAccessor(torch.Tensor tensor)
    {
        ThrowUnlessOnCpu(tensor);
        _data = (T*)tensor.DataPointer();
        _tensor = tensor;
    }

    public long Count => _tensor?.numel() ?? 0;

    public bool IsReadOnly => false;

    public T this[params long[] indices]
    {
        get => _data[OffsetOf(indices)];
        set => _data[OffsetOf(indices)] = value;
    }

    public T[] ToArray()
    {
        T[] values = new T[Count];
        if (values.Length > 0 || _tensor.ndim > 1)
        {
            CopyTo(values);
        }

        return values;
    }

    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    public void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        long start = CheckedStart(tensorIndex);
        int count = (int)Math.Min(Count - start, Math.Max(0, array.Length - arrayIndex));
        if (_tensor.is_contiguous())
        {
            new ReadOnlySpan<T>(_data + start, count).CopyTo(array[arrayIndex..]);
            return;
        }

        StridedPositions positions = new(_tensor, start);
        for (int i = 0; i < count; i++, positions.Advance())
        {
            array[arrayIndex + i] = _data[positions.Offset];
        }
    }

    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyFrom((ReadOnlySpan<T>)array, arrayIndex, tensorIndex);

    public void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        long start = CheckedStart(tensorIndex);
        int count = (int)Math.Min(Count - start, Math.Max(0, array.Length - arrayIndex));
        if (_tensor.is_contiguous())
        {
            array.Slice(arrayIndex, count).CopyTo(new Span<T>(_data + start, count));
            return;
        }

        StridedPositions positions = new(_tensor, start);
        for (int i = 0; i < count; i++, positions.Advance())
        {
            _data[positions.Offset] = array[arrayIndex + i];
        }
    }

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)ToArray()).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public void Dispose() => _tensor = null;

    internal static T ReadItemAt(torch.Tensor tensor, long index)
    {
        ThrowUnlessOnCpu(tensor);
        tensor.ValidateType(typeof(T));
        return new TensorAccessor<T>(tensor)[index];
    }

    private static void ThrowUnlessOnCpu(torch.Tensor tensor)
    {
        if (tensor.device_type != DeviceType.CPU)
        {
            throw new InvalidOperationException(
                "Reading data from non-CPU memory is not supported. Move or copy the tensor to the cpu before reading.");
        }
    }

    private long CheckedStart(long index) =>
        index >= 0 && index < Count ? index : throw new ArgumentOutOfRangeException("startingIndex");

    private long OffsetOf(long[] indices)
    {
        if (indices.Length == 1)
        {
            long index = indices[0];
            if (index >= Count)
            {
                throw new IndexOutOfRangeException();
            }

            ArgumentOutOfRangeException.ThrowIfNegative(index);
            return index == 0 || _tensor.is_contiguous() ? index : new StridedPositions(_tensor, index).Offset;
        }

        long[] shape = _tensor.shape;
        long[] strides = _tensor.stride();
        long offset = 0;
        for (int i = shape.Length - 1; i >= 0; i--)
        {
            if (indices[i] >= shape[i] || indices[i] < 0)
            {
                throw new IndexOutOfRangeException($"{indices[i]} >= {shape[i]} in dimension {i}.");
            }

            offset += indices[i] * strides[i];
        }

        return offset;
    }
}
