namespace TorchSharp;

public static unsafe partial class torch
{
    public static Tensor arange(
        Scalar start, Scalar stop, Scalar step, ScalarType? dtype = null, Device device = null, bool requires_grad = false)
    {
        device = InitializeDevice(device);
        bool integral = start.Type.IsIntegral() && stop.Type.IsIntegral() && step.Type.IsIntegral();
        ScalarType type = dtype ?? (integral ? ScalarType.Int64 : get_default_dtype());
        return Native.Tensor(Native.ts_arange(
            start.Value, stop.Value, step.Value, (int)type, (int)device.type, device.index, Native.Flag(requires_grad)));
    }

    public static Tensor arange(Scalar start, Scalar stop, ScalarType? dtype = null, Device device = null, bool requires_grad = false) =>
        arange(start, stop, 1, dtype, device, requires_grad);

    public static Tensor arange(Scalar stop, ScalarType? dtype = null, Device device = null, bool requires_grad = false) =>
        arange(0, stop, 1, dtype, device, requires_grad);

    public static Tensor linspace(
        double start, double end, long steps, ScalarType? dtype = null, Device device = null, bool requires_grad = false)
    {
        device = InitializeDevice(device);
        ScalarType type = dtype ?? get_default_dtype();
        return Native.Tensor(Native.ts_linspace(start, end, steps, (int)type, (int)device.type, device.index, Native.Flag(requires_grad)));
    }

    public static Tensor eye(
        long rows, long columns = -1, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null)
    {
        ThrowIfNamed(names);
        device = InitializeDevice(device);
        ScalarType type = dtype ?? get_default_dtype();
        return Native.Tensor(Native.ts_eye(
            rows, columns == -1 ? rows : columns, (int)type, (int)device.type, device.index, Native.Flag(requires_grad)));
    }

    public static Tensor randperm(
        long n, ScalarType? dtype = null, Device device = null, bool requires_grad = false, Generator generator = null)
    {
        device = InitializeDevice(device);
        ScalarType type = dtype ?? ScalarType.Int64;
        IntPtr result = Native.ts_randperm(
            Generator.HandleOf(generator), n, (int)type, (int)device.type, device.index, Native.Flag(requires_grad));
        GC.KeepAlive(generator);
        return Native.Tensor(result);
    }

    public static Tensor randint(
        long low,
        long high,
        long[] size,
        ScalarType? dtype = null,
        Device device = null,
        bool requires_grad = false,
        Generator generator = null,
        string[] names = null)
    {
        ThrowIfNamed(names);
        device = InitializeDevice(device);
        ScalarType type = dtype ?? ScalarType.Int64;
        fixed (long* shape = size)
        {
            IntPtr result = Native.ts_randint(
                Generator.HandleOf(generator), low, high, shape, size.Length,
                (int)type, (int)device.type, device.index, Native.Flag(requires_grad));
            GC.KeepAlive(generator);
            return Native.Tensor(result);
        }
    }

    public static Tensor randint(
        long high,
        long[] size,
        ScalarType? dtype = null,
        Device device = null,
        bool requires_grad = false,
        Generator generator = null,
        string[] names = null) =>
        randint(0, high, size, dtype, device, requires_grad, generator, names);
}
