using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MLNet.Ride.Torch.Kernels;

/// <summary>Channels are processed 16 at a time: the single-precision numbers in one AVX-512 vector.</summary>
internal static unsafe class Lanes
{
    public const int Count = 16;

    /// <summary>How inner loops are compiled: fully optimized at once, and not inlined, so that each has all registers.</summary>
    public const MethodImplOptions Hot = MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining;

    /// <summary>Whether the processor has vectors of this width; without them, libtorch's own convolutions are faster.</summary>
    public static bool InHardware => Vector512.IsHardwareAccelerated;

    /// <summary>The next multiple of the vector's width.</summary>
    public static int RoundUp(int channels) => (channels + Count - 1) / Count * Count;

    /// <summary>a · b + c.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> MultiplyAdd(Vector512<float> a, Vector512<float> b, Vector512<float> c)
        => Avx512F.IsSupported ? Avx512F.FusedMultiplyAdd(a, b, c) : (a * b) + c;

    /// <summary>The greater of a bound and a value; NaN if the value is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> AtLeast(Vector512<float> bound, Vector512<float> value)
        => Avx512F.IsSupported ? Avx512F.Max(bound, value) : Vector512.ConditionalSelect(Vector512.LessThan(value, bound), bound, value);

    /// <summary>16 numbers, in single precision or as <see cref="BFloat"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load<T>(T* source)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            return Vector512.Load((float*)source);
        }

        Vector256<ushort> bits = Vector256.Load((ushort*)source);
        Vector512<uint> wide = Avx512F.IsSupported
            ? Avx512F.ConvertToVector512UInt32(bits)
            : Vector512.Create(Vector256.WidenLower(bits), Vector256.WidenUpper(bits));
        return (wide << 16).AsSingle();
    }

    /// <summary>Writes 16 numbers, rounding to <see cref="BFloat"/> half to even.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<T>(Vector512<float> values, T* target)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            Vector512.Store(values, (float*)target);
            return;
        }

        Vector512<uint> bits = values.AsUInt32();
        Vector512<uint> rounded = (bits + Vector512.Create(0x7FFFu) + ((bits >>> 16) & Vector512<uint>.One)) >>> 16;
        rounded = Vector512.ConditionalSelect(Vector512.Equals(values, values).AsUInt32(), rounded, Vector512.Create(0x7FC0u));
        Vector256<ushort> narrow = Avx512F.IsSupported
            ? Avx512F.ConvertToVector256UInt16(rounded)
            : Vector256.Narrow(rounded.GetLower(), rounded.GetUpper());
        narrow.Store((ushort*)target);
    }

    /// <summary>Copies numbers in single precision.</summary>
    public static void ToSingle<T>(T* source, float* target, int count)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            new Span<float>(source, count).CopyTo(new Span<float>(target, count));
            return;
        }

        for (int i = 0; i < count; i++)
        {
            target[i] = ((BFloat*)source)[i].ToSingle();
        }
    }
}
