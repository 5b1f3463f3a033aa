namespace TorchSharp;

public static partial class torch
{
    public static Tensor tensor(int scalar, Device device = null, bool requires_grad = false) =>
        FromScalar(scalar, ScalarType.Int32, device, requires_grad);

    public static Tensor tensor(int[] rawArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        FromCopy(rawArray, [rawArray.LongLength], ScalarType.Int32, dtype, device, requires_grad, names);

    public static Tensor tensor(
        int[] rawArray,
        ReadOnlySpan<long> dimensions,
        ScalarType? dtype = null,
        Device device = null,
        bool requires_grad = false,
        string[] names = null) =>
        FromCopy(rawArray, dimensions, ScalarType.Int32, dtype, device, requires_grad, names);

    public static Tensor tensor(
        IList<int> rawArray,
        ReadOnlySpan<long> dimensions,
        ScalarType? dtype = null,
        Device device = null,
        bool requires_grad = false,
        string[] names = null) =>
        FromMemory(rawArray.ToArray(), dimensions, ScalarType.Int32, dtype, device, requires_grad, names);

    public static Tensor tensor(
        IList<int> rawArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        tensor(rawArray, stackalloc long[] { rawArray.Count }, dtype, device, requires_grad, names);

    public static Tensor tensor(
        IList<int> rawArray,
        long rows,
        long columns,
        ScalarType? dtype = null,
        Device device = null,
        bool requires_grad = false,
        string[] names = null) =>
        tensor(rawArray, stackalloc long[] { rows, columns }, dtype, device, requires_grad, names);

    public static Tensor tensor(
        IList<int> rawArray,
        long dim0,
        long dim1,
        long dim2,
        ScalarType? dtype = null,
        Device device = null,
        bool requires_grad = false,
        string[] names = null) =>
        tensor(rawArray, stackalloc long[] { dim0, dim1, dim2 }, dtype, device, requires_grad, names);

    public static Tensor tensor(int[,] rawArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        FromCopy(rawArray, ShapeOf(rawArray), ScalarType.Int32, dtype, device, requires_grad, names);

    public static Tensor tensor(
        int[,,] rawArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        FromCopy(rawArray, ShapeOf(rawArray), ScalarType.Int32, dtype, device, requires_grad, names);

    public static Tensor tensor(
        int[,,,] rawArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        FromCopy(rawArray, ShapeOf(rawArray), ScalarType.Int32, dtype, device, requires_grad, names);

    public static Tensor tensor(
        Memory<int> rawArray,
        ReadOnlySpan<long> dimensions,
        ScalarType? dtype = null,
        Device device = null,
        bool requires_grad = false,
        string[] names = null) =>
        FromMemory(rawArray.ToArray(), dimensions, ScalarType.Int32, dtype, device, requires_grad, names);
}
