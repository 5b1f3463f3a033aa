using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MLNet.Ride.Torch.Convolutions;

/// <summary>Channels are worked on 16 at a time, the single-precision numbers of one AVX-512 vector.</summary>
internal static class Lanes
{
    public const int Count = 16;

    /// <summary>How inner loops are compiled: in full at once, and each with all registers for itself.</summary>
    public const MethodImplOptions Hot = MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining;

    /// <summary>Whether the processor has vectors of this width; without them libtorch's own convolutions are the faster ones.</summary>
    public static bool InHardware => Vector512.IsHardwareAccelerated;

    /// <summary>The next multiple of the vector's width.</summary>
    public static int RoundUp(int channels) => (channels + Count - 1) / Count * Count;

    /// <summary>a · b + c.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> MultiplyAdd(Vector512<float> a, Vector512<float> b, Vector512<float> c)
        => Avx512F.IsSupported ? Avx512F.FusedMultiplyAdd(a, b, c) : (a * b) + c;

    /// <summary>The greater of a bound and a value; NaN where the value is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> AtLeast(Vector512<float> bound, Vector512<float> value)
        => Avx512F.IsSupported ? Avx512F.Max(bound, value) : Vector512.ConditionalSelect(Vector512.LessThan(value, bound), bound, value);
}
