using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace MLNet.Ride.Torch.Kernels;

/// <summary>4 numbers: Arm and processors without AVX2.</summary>
internal readonly unsafe struct Lanes128(Vector128<float> values) : ILanes<Lanes128>
{
    private readonly Vector128<float> _values = values;

    public static int Count => 4;

    public static int Registers => AdvSimd.IsSupported || Avx512F.VL.IsSupported ? 32 : 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 All(float value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 All(float* source) => new(Avx.IsSupported ? Avx.BroadcastScalarToVector128(source) : Vector128.Create(*source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Load(float* source) => new(Vector128.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Load(BFloat* source) => new((Vector128.WidenLower(Vector64.Load((ushort*)source).ToVector128Unsafe()) << 16).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 MultiplyAdd(Lanes128 a, Lanes128 b, Lanes128 c)
        => new(AdvSimd.IsSupported ? AdvSimd.FusedMultiplyAdd(c._values, a._values, b._values)
            : Fma.IsSupported ? Fma.MultiplyAdd(a._values, b._values, c._values)
            : (a._values * b._values) + c._values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 AtLeast(Lanes128 bound, Lanes128 value)
        => new(Sse.IsSupported ? Sse.Max(bound._values, value._values)
            : AdvSimd.IsSupported ? AdvSimd.Max(bound._values, value._values)
            : Vector128.ConditionalSelect(Vector128.LessThan(value._values, bound._values), bound._values, value._values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Greatest(Lanes128 a, Lanes128 b)
        => new(Vector128.ConditionalSelect(Vector128.Equals(a._values, a._values), AtLeast(a, b)._values, a._values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 WherePositive(Lanes128 other, Lanes128 value)
        => new(Vector128.ConditionalSelect(Vector128.GreaterThan(other._values, Vector128<float>.Zero), value._values, default));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator +(Lanes128 a, Lanes128 b) => new(a._values + b._values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator -(Lanes128 a, Lanes128 b) => new(a._values - b._values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator *(Lanes128 a, float factor) => new(a._values * factor);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(float* target) => _values.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(BFloat* target)
    {
        Vector128<uint> bits = _values.AsUInt32();
        Vector128<uint> rounded = (bits + Vector128.Create(0x7FFFu) + ((bits >>> 16) & Vector128<uint>.One)) >>> 16;
        rounded = Vector128.ConditionalSelect(Vector128.Equals(_values, _values).AsUInt32(), rounded, Vector128.Create(0x7FC0u));
        Vector128.Narrow(rounded, rounded).GetLower().Store((ushort*)target);
    }
}
