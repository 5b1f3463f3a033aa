namespace TorchSharp;

public static partial class torch
{
    public static Tensor tensor(long scalar, ScalarType? dtype = null, Device device = null, bool requires_grad = false)
    {
        device = InitializeDevice(device);
        return FromScalar(scalar, ScalarType.Int64, device, requires_grad).to(dtype ?? ScalarType.Int64, device);
    }

    public static Tensor tensor(
        long[] dataArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        FromCopy(dataArray, [dataArray.LongLength], ScalarType.Int64, dtype, device, requires_grad, names);

    public static Tensor tensor(
        long[] dataArray,
        ReadOnlySpan<long> dimensions,
        ScalarType? dtype = null,
        Device device = null,
        bool requires_grad = false,
        string[] names = null) =>
        FromCopy(dataArray, dimensions, ScalarType.Int64, dtype, device, requires_grad, names);

    public static Tensor tensor(
        IList<long> rawArray,
        ReadOnlySpan<long> dimensions,
        ScalarType? dtype = null,
        Device device = null,
        bool requires_grad = false,
        string[] names = null) =>
        FromMemory(rawArray.ToArray(), dimensions, ScalarType.Int64, dtype, device, requires_grad, names);

    public static Tensor tensor(
        IList<long> rawArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        tensor(rawArray, stackalloc long[] { rawArray.Count }, dtype, device, requires_grad, names);

    public static Tensor tensor(
        IList<long> rawArray,
        long rows,
        long columns,
        ScalarType? dtype = null,
        Device device = null,
        bool requires_grad = false,
        string[] names = null) =>
        tensor(rawArray, stackalloc long[] { rows, columns }, dtype, device, requires_grad, names);

    public static Tensor tensor(
        IList<long> rawArray,
        long dim0,
        long dim1,
        long dim2,
        ScalarType? dtype = null,
        Device device = null,
        bool requires_grad = false,
        string[] names = null) =>
        tensor(rawArray, stackalloc long[] { dim0, dim1, dim2 }, dtype, device, requires_grad, names);

    public static Tensor tensor(
        IList<long> rawArray,
        long dim0,
        long dim1,
        long dim2,
        long dim3,
        ScalarType? dtype = null,
        Device device = null,
        bool requires_grad = false,
        string[] names = null) =>
        tensor(rawArray, stackalloc long[] { dim0, dim1, dim2, dim3 }, dtype, device, requires_grad, names);

    public static Tensor tensor(
        long[,] rawArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        FromCopy(rawArray, ShapeOf(rawArray), ScalarType.Int64, dtype, device, requires_grad, names);

    public static Tensor tensor(
        long[,,] rawArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        FromCopy(rawArray, ShapeOf(rawArray), ScalarType.Int64, dtype, device, requires_grad, names);

    public static Tensor tensor(
        long[,,,] rawArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        FromCopy(rawArray, ShapeOf(rawArray), ScalarType.Int64, dtype, device, requires_grad, names);

    public static Tensor tensor(
        Memory<long> rawArray,
        ReadOnlySpan<long> dimensions,
        ScalarType? dtype = null,
        Device device = null,
        bool requires_grad = false,
        string[] names = null) =>
        FromMemory(rawArray.ToArray(), dimensions, ScalarType.Int64, dtype, device, requires_grad, names);
}
