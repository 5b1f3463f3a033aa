namespace TorchSharp;

public static class ScalarExtensionMethods
{
    public static Scalar ToScalar(this byte value) => new(ScalarValue.From((long)value));

    public static Scalar ToScalar(this sbyte value) => new(ScalarValue.From((long)value));

    public static Scalar ToScalar(this short value) => new(ScalarValue.From((long)value));

    public static Scalar ToScalar(this int value) => new(ScalarValue.From((long)value));

    public static Scalar ToScalar(this long value) => new(ScalarValue.From(value));

    public static Scalar ToScalar(this Half value) => new(ScalarValue.From((double)value));

    public static Scalar ToScalar(this float value) => new(ScalarValue.From((double)value));

    public static Scalar ToScalar(this double value) => new(ScalarValue.From(value));

    public static Scalar ToScalar(this bool value) => new(ScalarValue.From(value));

    public static float ToSingle(this Scalar value) => (float)value.Value.ToDouble();

    public static double ToDouble(this Scalar value) => value.Value.ToDouble();

    public static sbyte ToSByte(this Scalar value) => checked((sbyte)value.Value.ToInt64());

    public static byte ToByte(this Scalar value) => checked((byte)value.Value.ToInt64());

    public static short ToInt16(this Scalar value) => checked((short)value.Value.ToInt64());

    public static int ToInt32(this Scalar value) => checked((int)value.Value.ToInt64());

    public static long ToInt64(this Scalar value) => value.Value.ToInt64();

    public static bool ToBoolean(this Scalar value) => value.Value.ToDouble() != 0;
}
