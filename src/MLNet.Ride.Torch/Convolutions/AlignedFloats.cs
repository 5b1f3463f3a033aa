using System.Runtime.InteropServices;

namespace MLNet.Ride.Torch.Convolutions;

/// <summary>Memory that stays where it is and begins where a cache line begins. What it holds at first is undefined.</summary>
internal sealed unsafe class AlignedFloats
{
    private const int LineBytes = 64;

    // The pointer into this array is good for as long as somebody holds the object.
    private readonly float[] _values;

    public AlignedFloats(int length)
    {
        _values = GC.AllocateUninitializedArray<float>(length + (LineBytes / sizeof(float)), pinned: true);
        nint start = Marshal.UnsafeAddrOfPinnedArrayElement(_values, 0);
        Start = (float*)((start + LineBytes - 1) & ~(nint)(LineBytes - 1));
        Length = length;
    }

    public float* Start { get; }

    public int Length { get; }

    public Span<float> Span => new(Start, Length);
}
