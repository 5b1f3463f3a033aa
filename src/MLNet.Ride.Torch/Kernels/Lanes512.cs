using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MLNet.Ride.Torch.Kernels;

/// <summary>16 numbers: AVX-512.</summary>
internal readonly unsafe struct Lanes512(Vector512<float> values) : ILanes<Lanes512>
{
    private readonly Vector512<float> _values = values;

    public static int Count => 16;

    public static int Registers => 32;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 All(float value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 All(float* source) => new(Vector512.Create(*source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Load(float* source) => new(Vector512.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Load(BFloat* source) => new((Vector512.WidenLower(Vector256.Load((ushort*)source).ToVector512Unsafe()) << 16).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 MultiplyAdd(Lanes512 a, Lanes512 b, Lanes512 c)
        => new(Avx512F.IsSupported ? Avx512F.FusedMultiplyAdd(a._values, b._values, c._values) : (a._values * b._values) + c._values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 AtLeast(Lanes512 bound, Lanes512 value)
        => new(Avx512F.IsSupported
            ? Avx512F.Max(bound._values, value._values)
            : Vector512.ConditionalSelect(Vector512.LessThan(value._values, bound._values), bound._values, value._values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Greatest(Lanes512 a, Lanes512 b)
        => new(Vector512.ConditionalSelect(Vector512.Equals(a._values, a._values), AtLeast(a, b)._values, a._values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 WherePositive(Lanes512 other, Lanes512 value)
        => new(Vector512.ConditionalSelect(Vector512.GreaterThan(other._values, Vector512<float>.Zero), value._values, default));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator +(Lanes512 a, Lanes512 b) => new(a._values + b._values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator -(Lanes512 a, Lanes512 b) => new(a._values - b._values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator *(Lanes512 a, float factor) => new(a._values * factor);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(float* target) => _values.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(BFloat* target)
    {
        Vector512<uint> bits = _values.AsUInt32();
        Vector512<uint> rounded = (bits + Vector512.Create(0x7FFFu) + ((bits >>> 16) & Vector512<uint>.One)) >>> 16;
        rounded = Vector512.ConditionalSelect(Vector512.Equals(_values, _values).AsUInt32(), rounded, Vector512.Create(0x7FC0u));
        Vector512.Narrow(rounded, rounded).GetLower().Store((ushort*)target);
    }
}
