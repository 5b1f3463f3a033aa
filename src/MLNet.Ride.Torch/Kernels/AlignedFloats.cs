using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using MLNet.Ride.Torch.Runtime;

namespace MLNet.Ride.Torch.Kernels;

/// <summary>
/// Memory aligned to a cache line, with undefined initial content. Disposed memory is pooled for the next step of a training, until the garbage
/// collector runs; memory that is not disposed is freed by the collector, which knows its size.
/// </summary>
internal sealed unsafe class AlignedFloats : IDisposable
{
    private static readonly ConcurrentDictionary<int, ConcurrentBag<WeakReference<Block>>> s_spare = new();

    // The pointer into this block is valid as long as the object is referenced.
    private Block? _block;

    public AlignedFloats(int length)
    {
        _block = TakeSpare(length) ?? new Block(length);
        Start = _block.Start;
        Length = length;
    }

    public float* Start { get; }

    public int Length { get; }

    public Span<float> Span => new(Start, Length);

    public void Dispose()
    {
        if (_block is not null)
        {
            Spare(Length).Add(new(_block));
            _block = null;
        }
    }

    private static Block? TakeSpare(int length)
    {
        ConcurrentBag<WeakReference<Block>> spares = Spare(length);
        while (spares.TryTake(out WeakReference<Block>? spare))
        {
            if (spare.TryGetTarget(out Block? block))
            {
                return block;
            }
        }

        return null;
    }

    private static ConcurrentBag<WeakReference<Block>> Spare(int length) => s_spare.GetOrAdd(length, _ => []);

    private sealed class Block
    {
        private const int LineBytes = 64;

        private readonly MemoryPressure _pressure;

        public Block(int length)
        {
            nuint bytes = checked((nuint)length * sizeof(float));
            Start = (float*)NativeMemory.AlignedAlloc(bytes, LineBytes);
            _pressure = new MemoryPressure((long)bytes);
        }

        ~Block() => NativeMemory.AlignedFree(Start);

        public float* Start { get; }
    }
}
