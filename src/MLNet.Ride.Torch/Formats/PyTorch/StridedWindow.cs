
namespace MLNet.Ride.Torch.Formats.PyTorch;

/// <summary>The bytes of a tensor within its storage; offset, shape, and strides are validated on construction.</summary>
internal sealed class StridedWindow
{
    private readonly PickleTensor _tensor;
    private readonly int _itemSize;

    /// <exception cref="InvalidDataException">The window is not within the storage.</exception>
    public StridedWindow(string name, PickleTensor tensor, int itemSize)
    {
        _tensor = tensor;
        _itemSize = itemSize;
        Int128 count = 1;
        Int128 last = tensor.Offset;
        for (int i = 0; i < tensor.Shape.Length; i++)
        {
            count *= tensor.Shape[i];
            last += (Int128)Math.Max(0, tensor.Shape[i] - 1) * tensor.Strides[i];
            if (count > tensor.Storage.Count || (last >= tensor.Storage.Count && count > 0))
            {
                throw Outside();
            }
        }

        Int128 storageBytes = (Int128)tensor.Storage.Count * itemSize;
        if ((count > 0 && last >= tensor.Storage.Count) || storageBytes > Array.MaxLength)
        {
            throw Outside();
        }

        Count = (int)count;
        StorageBytes = (long)storageBytes;

        InvalidDataException Outside() => new(
            $"Tensor '{name}' of shape [{string.Join(", ", tensor.Shape)}], strides [{string.Join(", ", tensor.Strides)}] and offset {tensor.Offset} "
            + $"is not within its storage of {tensor.Storage.Count} elements.");
    }

    /// <summary>Number of elements of the tensor.</summary>
    public int Count { get; }

    /// <summary>Number of bytes of the tensor.</summary>
    public long Bytes => (long)Count * _itemSize;

    /// <summary>Number of bytes of the storage.</summary>
    public long StorageBytes { get; }

    /// <summary>Returns the tensor's bytes contiguously, the last dimension fastest.</summary>
    public byte[] Gather(ReadOnlySpan<byte> storage)
    {
        var bytes = new byte[Bytes];
        var indices = new long[_tensor.Shape.Length];
        long position = _tensor.Offset;
        for (int i = 0; i < Count; i++)
        {
            storage.Slice(checked((int)(position * _itemSize)), _itemSize).CopyTo(bytes.AsSpan(i * _itemSize));
            for (int d = indices.Length - 1; d >= 0; d--)
            {
                position += _tensor.Strides[d];
                if (++indices[d] < _tensor.Shape[d])
                {
                    break;
                }

                position -= indices[d] * _tensor.Strides[d];
                indices[d] = 0;
            }
        }

        return bytes;
    }
}
