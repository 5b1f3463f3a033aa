namespace TorchSharp;

public static unsafe partial class torch
{
    public static Tensor rand(
        ReadOnlySpan<long> size,
        ScalarType? dtype = null,
        Device device = null,
        bool requires_grad = false,
        Generator generator = null,
        string[] names = null) =>
        Drawn(&Native.ts_rand, size, dtype, device, requires_grad, generator, names);

    public static Tensor rand(
        long[] size,
        ScalarType? dtype = null,
        Device device = null,
        bool requires_grad = false,
        Generator generator = null,
        string[] names = null) =>
        rand((ReadOnlySpan<long>)size, dtype, device, requires_grad, generator, names);

    public static Tensor rand(
        long size,
        ScalarType? dtype = null,
        Device device = null,
        bool requires_grad = false,
        Generator generator = null,
        string[] names = null) =>
        rand(stackalloc long[] { size }, dtype, device, requires_grad, generator, names);

    public static Tensor rand(
        long rows,
        long columns,
        ScalarType? dtype = null,
        Device device = null,
        bool requires_grad = false,
        Generator generator = null,
        string[] names = null) =>
        rand(stackalloc long[] { rows, columns }, dtype, device, requires_grad, generator, names);

    public static Tensor rand(
        long dim0,
        long dim1,
        long dim2,
        ScalarType? dtype = null,
        Device device = null,
        bool requires_grad = false,
        Generator generator = null,
        string[] names = null) =>
        rand(stackalloc long[] { dim0, dim1, dim2 }, dtype, device, requires_grad, generator, names);

    public static Tensor rand(
        long dim0,
        long dim1,
        long dim2,
        long dim3,
        ScalarType? dtype = null,
        Device device = null,
        bool requires_grad = false,
        Generator generator = null,
        string[] names = null) =>
        rand(stackalloc long[] { dim0, dim1, dim2, dim3 }, dtype, device, requires_grad, generator, names);

    public static Tensor rand(
        int size,
        ScalarType? dtype = null,
        Device device = null,
        bool requires_grad = false,
        Generator generator = null,
        string[] names = null) =>
        rand(stackalloc long[] { size }, dtype, device, requires_grad, generator, names);

    public static Tensor rand(
        int rows,
        int columns,
        ScalarType? dtype = null,
        Device device = null,
        bool requires_grad = false,
        Generator generator = null,
        string[] names = null) =>
        rand(stackalloc long[] { rows, columns }, dtype, device, requires_grad, generator, names);

    public static Tensor rand(
        int dim0,
        int dim1,
        int dim2,
        ScalarType? dtype = null,
        Device device = null,
        bool requires_grad = false,
        Generator generator = null,
        string[] names = null) =>
        rand(stackalloc long[] { dim0, dim1, dim2 }, dtype, device, requires_grad, generator, names);

    public static Tensor rand(
        int dim0,
        int dim1,
        int dim2,
        int dim3,
        ScalarType? dtype = null,
        Device device = null,
        bool requires_grad = false,
        Generator generator = null,
        string[] names = null) =>
        rand(stackalloc long[] { dim0, dim1, dim2, dim3 }, dtype, device, requires_grad, generator, names);

    public static Tensor rand_like(Tensor input, ScalarType? dtype = null, Device device = null, bool requires_grad = false) =>
        input.rand_like(dtype, device, requires_grad);

    public partial class Tensor
    {
        public Tensor rand_like(ScalarType? dtype = null, Device device = null, bool requires_grad = false) =>
            Like(&Native.ts_rand_like, dtype, device, requires_grad);
    }
}
