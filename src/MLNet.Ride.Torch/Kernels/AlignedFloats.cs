using System.Collections.Concurrent;

namespace MLNet.Ride.Torch.Kernels;

/// <summary>
/// Memory aligned to a cache line, with undefined initial content. Disposed memory waits for the next request of the same length, as in the next step of a
/// training, until the garbage collector needs it; memory that is not disposed is freed by the garbage collector.
/// </summary>
internal sealed unsafe class AlignedFloats : IDisposable
{
    private const int LineBytes = 64;

    private static readonly ConcurrentDictionary<int, ConcurrentBag<WeakReference<float[]>>> s_spare = new();

    // The pointer into this array, which stays where it is, is valid as long as the object is referenced.
    private float[]? _array;

    public AlignedFloats(int length)
    {
        _array = TakeSpare(length) ?? GC.AllocateUninitializedArray<float>(checked(length + (LineBytes / sizeof(float))), pinned: true);
        fixed (float* first = _array)
        {
            Start = (float*)(((nint)first + LineBytes - 1) & -LineBytes);
        }

        Length = length;
    }

    public float* Start { get; }

    public int Length { get; }

    public long Bytes => (long)Length * sizeof(float);

    public Span<float> Span => new(Start, Length);

    public void Dispose()
    {
        if (_array is { } array)
        {
            _array = null;
            Spare(Length).Add(new(array));
        }
    }

    private static float[]? TakeSpare(int length)
    {
        ConcurrentBag<WeakReference<float[]>> spares = Spare(length);
        while (spares.TryTake(out WeakReference<float[]>? spare))
        {
            if (spare.TryGetTarget(out float[]? array))
            {
                return array;
            }
        }

        return null;
    }

    private static ConcurrentBag<WeakReference<float[]>> Spare(int length) => s_spare.GetOrAdd(length, _ => []);
}
