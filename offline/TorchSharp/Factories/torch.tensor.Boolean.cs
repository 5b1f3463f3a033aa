namespace TorchSharp;

public static partial class torch
{
    public static Tensor tensor(bool scalar, ScalarType? dtype = null, Device device = null, bool requires_grad = false)
    {
        device = InitializeDevice(device);
        return FromScalar(scalar, ScalarType.Bool, device, requires_grad).to(dtype ?? ScalarType.Bool, device);
    }

    public static Tensor tensor(bool[] rawArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        FromCopy(rawArray, [rawArray.LongLength], ScalarType.Bool, dtype, device, requires_grad, names);

    public static Tensor tensor(
        bool[] rawArray,
        ReadOnlySpan<long> dimensions,
        ScalarType? dtype = null,
        Device device = null,
        bool requires_grad = false,
        string[] names = null) =>
        FromCopy(rawArray, dimensions, ScalarType.Bool, dtype, device, requires_grad, names);

    public static Tensor tensor(
        IList<bool> rawArray,
        ReadOnlySpan<long> dimensions,
        ScalarType? dtype = null,
        Device device = null,
        bool requires_grad = false,
        string[] names = null) =>
        FromMemory(rawArray.ToArray(), dimensions, ScalarType.Bool, dtype, device, requires_grad, names);

    public static Tensor tensor(
        IList<bool> rawArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        tensor(rawArray, stackalloc long[] { rawArray.Count }, dtype, device, requires_grad, names);

    public static Tensor tensor(
        IList<bool> rawArray,
        long rows,
        long columns,
        ScalarType? dtype = null,
        Device device = null,
        bool requires_grad = false,
        string[] names = null) =>
        tensor(rawArray, stackalloc long[] { rows, columns }, dtype, device, requires_grad, names);

    public static Tensor tensor(
        IList<bool> rawArray,
        long dim0,
        long dim1,
        long dim2,
        ScalarType? dtype = null,
        Device device = null,
        bool requires_grad = false,
        string[] names = null) =>
        tensor(rawArray, stackalloc long[] { dim0, dim1, dim2 }, dtype, device, requires_grad, names);

    public static Tensor tensor(
        IList<bool> rawArray,
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
        bool[,] rawArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        FromCopy(rawArray, ShapeOf(rawArray), ScalarType.Bool, dtype, device, requires_grad, names);

    public static Tensor tensor(
        bool[,,] rawArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        FromCopy(rawArray, ShapeOf(rawArray), ScalarType.Bool, dtype, device, requires_grad, names);

    public static Tensor tensor(
        bool[,,,] rawArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        FromCopy(rawArray, ShapeOf(rawArray), ScalarType.Bool, dtype, device, requires_grad, names);
}
