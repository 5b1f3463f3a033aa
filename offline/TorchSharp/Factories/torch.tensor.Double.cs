namespace TorchSharp;

public static partial class torch
{
    public static Tensor tensor(double scalar, ScalarType? dtype = null, Device device = null, bool requires_grad = false)
    {
        device = InitializeDevice(device);
        return FromScalar(scalar, ScalarType.Float64, device, requires_grad).to(dtype ?? ScalarType.Float64, device);
    }

    public static Tensor tensor(
        double[] rawArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        FromCopy(rawArray, [rawArray.LongLength], ScalarType.Float64, dtype, device, requires_grad, names);

    public static Tensor tensor(
        double[] rawArray,
        ReadOnlySpan<long> dimensions,
        ScalarType? dtype = null,
        Device device = null,
        bool requires_grad = false,
        string[] names = null) =>
        FromCopy(rawArray, dimensions, ScalarType.Float64, dtype, device, requires_grad, names);

    public static Tensor tensor(
        IList<double> rawArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        FromMemory(rawArray.ToArray(), [rawArray.Count], ScalarType.Float64, dtype, device, requires_grad, names);

    public static Tensor tensor(
        IList<double> rawArray,
        long rows,
        long columns,
        ScalarType? dtype = null,
        Device device = null,
        bool requires_grad = false,
        string[] names = null) =>
        FromMemory(rawArray.ToArray(), [rows, columns], ScalarType.Float64, dtype, device, requires_grad, names);

    public static Tensor tensor(
        IList<double> rawArray,
        long dim0,
        long dim1,
        long dim2,
        ScalarType? dtype = null,
        Device device = null,
        bool requires_grad = false,
        string[] names = null) =>
        FromMemory(rawArray.ToArray(), [dim0, dim1, dim2], ScalarType.Float64, dtype, device, requires_grad, names);

    public static Tensor tensor(
        IList<double> rawArray,
        long dim0,
        long dim1,
        long dim2,
        long dim3,
        ScalarType? dtype = null,
        Device device = null,
        bool requires_grad = false,
        string[] names = null) =>
        FromMemory(rawArray.ToArray(), [dim0, dim1, dim2, dim3], ScalarType.Float64, dtype, device, requires_grad, names);

    public static Tensor tensor(
        double[,] rawArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        FromCopy(rawArray, ShapeOf(rawArray), ScalarType.Float64, dtype, device, requires_grad, names);

    public static Tensor tensor(
        double[,,] rawArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        FromCopy(rawArray, ShapeOf(rawArray), ScalarType.Float64, dtype, device, requires_grad, names);

    public static Tensor tensor(
        double[,,,] rawArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        FromCopy(rawArray, ShapeOf(rawArray), ScalarType.Float64, dtype, device, requires_grad, names);

    public static Tensor tensor(
        Memory<double> rawArray,
        ReadOnlySpan<long> dimensions,
        ScalarType? dtype = null,
        Device device = null,
        bool requires_grad = false,
        string[] names = null) =>
        FromMemory(rawArray.ToArray(), dimensions, ScalarType.Float64, dtype, device, requires_grad, names);
}
