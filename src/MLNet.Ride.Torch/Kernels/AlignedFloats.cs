using System.Buffers;
using System.Runtime.InteropServices;

namespace MLNet.Ride.Torch.Kernels;

/// <summary>
/// Memory aligned to a cache line, with undefined initial content: an array that stays where it is. Disposed memory goes back to the shared pool, for the next
/// step of a training; memory that is not disposed is freed by the garbage collector.
/// </summary>
internal sealed unsafe class AlignedFloats : IDisposable
{
    private const int LineBytes = 64;

    // The pointer into this array is valid as long as the object is referenced.
    private float[]? _array;
    private GCHandle _pin;

    public AlignedFloats(int length)
    {
        _array = ArrayPool<float>.Shared.Rent(checked(length + (LineBytes / sizeof(float))));
        _pin = GCHandle.Alloc(_array, GCHandleType.Pinned);
        Start = (float*)((_pin.AddrOfPinnedObject() + LineBytes - 1) & -LineBytes);
        Length = length;
    }

    ~AlignedFloats()
    {
        if (_pin.IsAllocated)
        {
            _pin.Free();
        }
    }

    public float* Start { get; }

    public int Length { get; }

    public long Bytes => (long)Length * sizeof(float);

    public Span<float> Span => new(Start, Length);

    public void Dispose()
    {
        if (_array is { } array)
        {
            _pin.Free();
            _array = null;
            ArrayPool<float>.Shared.Return(array);
            GC.SuppressFinalize(this);
        }
    }
}
