using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>A scalar as the native library takes it: in two registers.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct ScalarValue
{
    private const long Nothing = 0;
    private const long Integer = 1;
    private const long Real = 2;
    private const long Boolean = 3;

    private readonly long _kind;
    private readonly long _bits;

    private ScalarValue(long kind, long bits) => (_kind, _bits) = (kind, bits);

    internal static ScalarValue None => new(Nothing, 0);

    internal static ScalarValue One => new(Integer, 1);

    internal torch.ScalarType Type => _kind switch
    {
        Real => torch.ScalarType.Float64,
        Boolean => torch.ScalarType.Bool,
        _ => torch.ScalarType.Int64,
    };

    internal static ScalarValue From(long value) => new(Integer, value);

    internal static ScalarValue From(double value) => new(Real, BitConverter.DoubleToInt64Bits(value));

    internal static ScalarValue From(bool value) => new(Boolean, value ? 1 : 0);

    internal double ToDouble() => _kind == Real ? BitConverter.Int64BitsToDouble(_bits) : _bits;

    internal long ToInt64() => _kind == Real ? checked((long)BitConverter.Int64BitsToDouble(_bits)) : _bits;
}
