namespace TorchSharp;

public sealed class Scalar : IDisposable
{
    internal readonly ScalarValue Value;

    internal Scalar(ScalarValue value)
    {
        torch.InitializeDeviceType(DeviceType.CPU);
        Value = value;
    }

    public torch.ScalarType Type => Value.Type;

    public static implicit operator Scalar(byte value) => value.ToScalar();

    public static implicit operator Scalar(sbyte value) => value.ToScalar();

    public static implicit operator Scalar(short value) => value.ToScalar();

    public static implicit operator Scalar(int value) => value.ToScalar();

    public static implicit operator Scalar(long value) => value.ToScalar();

    public static implicit operator Scalar(Half value) => value.ToScalar();

    public static implicit operator Scalar(float value) => value.ToScalar();

    public static implicit operator Scalar(double value) => value.ToScalar();

    public static implicit operator Scalar(bool value) => value.ToScalar();

    public void Dispose()
    {
        // Nothing is held: the value is a managed one.
    }

    internal static ScalarValue Optional(Scalar scalar) => scalar is null ? ScalarValue.None : scalar.Value;
}
