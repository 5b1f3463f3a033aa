using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MLNet.Ride.Torch.Kernels;

/// <summary>8 numbers: AVX2 with FMA.</summary>
internal readonly unsafe struct Lanes256(Vector256<float> values) : ILanes<Lanes256>
{
    private readonly Vector256<float> _values = values;

    public static int Count => 8;

    public static int Registers => Avx512F.VL.IsSupported ? 32 : 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 All(float value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 All(float* source) => new(Avx.IsSupported ? Avx.BroadcastScalarToVector256(source) : Vector256.Create(*source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Load(float* source) => new(Vector256.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Load(BFloat* source) => new((Vector256.WidenLower(Vector128.Load((ushort*)source).ToVector256Unsafe()) << 16).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 MultiplyAdd(Lanes256 a, Lanes256 b, Lanes256 c)
        => new(Fma.IsSupported ? Fma.MultiplyAdd(a._values, b._values, c._values) : (a._values * b._values) + c._values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 AtLeast(Lanes256 bound, Lanes256 value)
        => new(Avx.IsSupported
            ? Avx.Max(bound._values, value._values)
            : Vector256.ConditionalSelect(Vector256.LessThan(value._values, bound._values), bound._values, value._values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Greatest(Lanes256 a, Lanes256 b)
        => new(Vector256.ConditionalSelect(Vector256.Equals(a._values, a._values), AtLeast(a, b)._values, a._values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 WherePositive(Lanes256 other, Lanes256 value)
        => new(Vector256.ConditionalSelect(Vector256.GreaterThan(other._values, Vector256<float>.Zero), value._values, default));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator +(Lanes256 a, Lanes256 b) => new(a._values + b._values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator -(Lanes256 a, Lanes256 b) => new(a._values - b._values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator *(Lanes256 a, float factor) => new(a._values * factor);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(float* target) => _values.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(BFloat* target)
    {
        Vector256<uint> bits = _values.AsUInt32();
        Vector256<uint> rounded = (bits + Vector256.Create(0x7FFFu) + ((bits >>> 16) & Vector256<uint>.One)) >>> 16;
        rounded = Vector256.ConditionalSelect(Vector256.Equals(_values, _values).AsUInt32(), rounded, Vector256.Create(0x7FC0u));
        Vector256.Narrow(rounded, rounded).GetLower().Store((ushort*)target);
    }
}
