namespace TorchSharp;

public static unsafe partial class torch
{
    public static Tensor full(
        ReadOnlySpan<long> size, Scalar value, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null)
    {
        ThrowIfNamed(names);
        device = InitializeDevice(device);
        ScalarType type = dtype ?? TypeOf(value);
        fixed (long* shape = size)
        {
            return Native.Tensor(Native.ts_full(
                shape, size.Length, value.Value, (int)type, (int)device.type, device.index, Native.Flag(requires_grad)));
        }
    }

    public static Tensor full(
        long[] size, Scalar value, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        full((ReadOnlySpan<long>)size, value, dtype, device, requires_grad, names);

    public static Tensor full(
        long size, Scalar value,
        ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        full(stackalloc long[] { size }, value, dtype, device, requires_grad, names);

    public static Tensor full(
        long rows, long columns, Scalar value,
        ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        full(stackalloc long[] { rows, columns }, value, dtype, device, requires_grad, names);

    public static Tensor full(
        long dim0, long dim1, long dim2, Scalar value,
        ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        full(stackalloc long[] { dim0, dim1, dim2 }, value, dtype, device, requires_grad, names);

    public static Tensor full(
        long dim0, long dim1, long dim2, long dim3, Scalar value,
        ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        full(stackalloc long[] { dim0, dim1, dim2, dim3 }, value, dtype, device, requires_grad, names);

    public static Tensor full(
        int size, Scalar value,
        ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        full(stackalloc long[] { size }, value, dtype, device, requires_grad, names);

    public static Tensor full(
        int rows, int columns, Scalar value,
        ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        full(stackalloc long[] { rows, columns }, value, dtype, device, requires_grad, names);

    public static Tensor full(
        int dim0, int dim1, int dim2, Scalar value,
        ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        full(stackalloc long[] { dim0, dim1, dim2 }, value, dtype, device, requires_grad, names);

    public static Tensor full(
        int dim0, int dim1, int dim2, int dim3, Scalar value,
        ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        full(stackalloc long[] { dim0, dim1, dim2, dim3 }, value, dtype, device, requires_grad, names);

    public static Tensor full_like(
        Tensor input, Scalar value, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        input.full_like(value, dtype, device, requires_grad);

    private static ScalarType TypeOf(Scalar value) => value.Type.IsIntegral() ? ScalarType.Int64 : get_default_dtype();

    public partial class Tensor
    {
        public Tensor full_like(Scalar value, ScalarType? dtype = null, Device device = null, bool requires_grad = false)
        {
            ScalarType type = dtype ?? this.dtype;
            device ??= this.device;
            return Made(Native.ts_full_like(
                Handle, value.Value, (int)type, (int)device.type, device.index, Native.Flag(requires_grad)));
        }
    }
}
