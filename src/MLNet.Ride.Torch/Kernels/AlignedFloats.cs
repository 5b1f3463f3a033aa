using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace MLNet.Ride.Torch.Kernels;

/// <summary>
/// Pinned memory, aligned to a cache line, with undefined initial content. Disposed memory is pooled, so that the large blocks of every
/// training step do not burden the garbage collector.
/// </summary>
internal sealed unsafe class AlignedFloats : IDisposable
{
    private const int LineBytes = 64;

    private static readonly ConcurrentDictionary<int, ConcurrentBag<float[]>> s_spare = new();

    // The pointer into this array is valid as long as the object is referenced.
    private float[]? _values;

    public AlignedFloats(int length)
    {
        _values = Spare(length).TryTake(out float[]? spare)
            ? spare
            : GC.AllocateUninitializedArray<float>(length + (LineBytes / sizeof(float)), pinned: true);
        nint start = Marshal.UnsafeAddrOfPinnedArrayElement(_values, 0);
        Start = (float*)((start + LineBytes - 1) & ~(nint)(LineBytes - 1));
        Length = length;
    }

    public float* Start { get; }

    public int Length { get; }

    public Span<float> Span => new(Start, Length);

    public void Dispose()
    {
        if (_values is not null)
        {
            Spare(Length).Add(_values);
            _values = null;
        }
    }

    private static ConcurrentBag<float[]> Spare(int length) => s_spare.GetOrAdd(length, _ => []);
}
