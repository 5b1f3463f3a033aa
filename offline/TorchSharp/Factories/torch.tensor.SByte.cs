namespace TorchSharp;

public static partial class torch
{
    public static Tensor tensor(sbyte scalar, Device device = null, bool requires_grad = false) =>
        FromScalar(scalar, ScalarType.Int8, device, requires_grad);

    public static Tensor tensor(
        sbyte[] rawArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        FromCopy(rawArray, [rawArray.LongLength], ScalarType.Int8, dtype, device, requires_grad, names);

    public static Tensor tensor(
        sbyte[] rawArray,
        ReadOnlySpan<long> dimensions,
        ScalarType? dtype = null,
        Device device = null,
        bool requires_grad = false,
        string[] names = null) =>
        FromCopy(rawArray, dimensions, ScalarType.Int8, dtype, device, requires_grad, names);

    public static Tensor tensor(
        IList<sbyte> rawArray,
        ReadOnlySpan<long> dimensions,
        ScalarType? dtype = null,
        Device device = null,
        bool requires_grad = false,
        string[] names = null) =>
        FromMemory(rawArray.ToArray(), dimensions, ScalarType.Int8, dtype, device, requires_grad, names);

    public static Tensor tensor(
        IList<sbyte> rawArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        tensor(rawArray, stackalloc long[] { rawArray.Count }, dtype, device, requires_grad, names);

    public static Tensor tensor(
        IList<sbyte> rawArray,
        long rows,
        long columns,
        ScalarType? dtype = null,
        Device device = null,
        bool requires_grad = false,
        string[] names = null) =>
        tensor(rawArray, stackalloc long[] { rows, columns }, dtype, device, requires_grad, names);

    public static Tensor tensor(
        IList<sbyte> rawArray,
        long dim0,
        long dim1,
        long dim2,
        ScalarType? dtype = null,
        Device device = null,
        bool requires_grad = false,
        string[] names = null) =>
        tensor(rawArray, stackalloc long[] { dim0, dim1, dim2 }, dtype, device, requires_grad, names);

    public static Tensor tensor(
        IList<sbyte> rawArray,
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
        sbyte[,] rawArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        FromCopy(rawArray, ShapeOf(rawArray), ScalarType.Int8, dtype, device, requires_grad, names);

    public static Tensor tensor(
        sbyte[,,] rawArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        FromCopy(rawArray, ShapeOf(rawArray), ScalarType.Int8, dtype, device, requires_grad, names);

    public static Tensor tensor(
        sbyte[,,,] rawArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        FromCopy(rawArray, ShapeOf(rawArray), ScalarType.Int8, dtype, device, requires_grad, names);

    public static Tensor tensor(
        Memory<sbyte> rawArray,
        ReadOnlySpan<long> dimensions,
        ScalarType? dtype = null,
        Device device = null,
        bool requires_grad = false,
        string[] names = null) =>
        FromMemory(rawArray.ToArray(), dimensions, ScalarType.Int8, dtype, device, requires_grad, names);
}
