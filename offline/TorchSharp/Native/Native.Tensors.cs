using System.Runtime.InteropServices;

namespace TorchSharp;

internal static unsafe partial class Native
{
    [DllImport(Library)]
    internal static extern IntPtr ts_empty(long* shape, int rank, int type, int deviceType, int deviceIndex, int requiresGrad);

    [DllImport(Library)]
    internal static extern IntPtr ts_zeros(long* shape, int rank, int type, int deviceType, int deviceIndex, int requiresGrad);

    [DllImport(Library)]
    internal static extern IntPtr ts_ones(long* shape, int rank, int type, int deviceType, int deviceIndex, int requiresGrad);

    [DllImport(Library)]
    internal static extern IntPtr ts_full(long* shape, int rank, ScalarValue value, int type, int deviceType, int deviceIndex, int requiresGrad);

    [DllImport(Library)]
    internal static extern IntPtr ts_arange(
        ScalarValue start, ScalarValue stop, ScalarValue step, int type, int deviceType, int deviceIndex, int requiresGrad);

    [DllImport(Library)]
    internal static extern IntPtr ts_linspace(double start, double end, long steps, int type, int deviceType, int deviceIndex, int requiresGrad);

    [DllImport(Library)]
    internal static extern IntPtr ts_eye(long rows, long columns, int type, int deviceType, int deviceIndex, int requiresGrad);

    [DllImport(Library)]
    internal static extern IntPtr ts_scalar_tensor(ScalarValue value, int type, int deviceType, int deviceIndex, int requiresGrad);

    [DllImport(Library)]
    internal static extern IntPtr ts_empty_like(IntPtr x, int type, int deviceType, int deviceIndex, int requiresGrad);

    [DllImport(Library)]
    internal static extern IntPtr ts_zeros_like(IntPtr x, int type, int deviceType, int deviceIndex, int requiresGrad);

    [DllImport(Library)]
    internal static extern IntPtr ts_ones_like(IntPtr x, int type, int deviceType, int deviceIndex, int requiresGrad);

    [DllImport(Library)]
    internal static extern IntPtr ts_full_like(IntPtr x, ScalarValue value, int type, int deviceType, int deviceIndex, int requiresGrad);

    [DllImport(Library)]
    internal static extern IntPtr ts_from_memory(
        IntPtr data, int dataType, delegate* unmanaged<IntPtr, void> release, IntPtr context, long* shape, int rank, int type, int deviceType,
        int deviceIndex, int requiresGrad);

    [DllImport(Library)]
    internal static extern void ts_dispose(IntPtr x);

    [DllImport(Library)]
    internal static extern IntPtr ts_alias(IntPtr x);

    [DllImport(Library)]
    internal static extern long ts_dim(IntPtr x);

    [DllImport(Library)]
    internal static extern long ts_numel(IntPtr x);

    [DllImport(Library)]
    internal static extern long ts_element_size(IntPtr x);

    [DllImport(Library)]
    internal static extern int ts_size(IntPtr x, long dim, long* results);

    [DllImport(Library)]
    internal static extern int ts_stride(IntPtr x, long dim, long* results);

    [DllImport(Library)]
    internal static extern int ts_shape(IntPtr x, long* results);

    [DllImport(Library)]
    internal static extern int ts_strides(IntPtr x, long* results);

    [DllImport(Library)]
    internal static extern long ts_storage_offset(IntPtr x);

    [DllImport(Library)]
    internal static extern int ts_dtype(IntPtr x);

    [DllImport(Library)]
    internal static extern int ts_device_type(IntPtr x);

    [DllImport(Library)]
    internal static extern int ts_device_index(IntPtr x);

    [DllImport(Library)]
    internal static extern int ts_is_contiguous(IntPtr x);

    [DllImport(Library)]
    internal static extern int ts_is_sparse(IntPtr x);

    [DllImport(Library)]
    internal static extern int ts_is_pinned(IntPtr x);

    [DllImport(Library)]
    internal static extern IntPtr ts_pin_memory(IntPtr x);

    [DllImport(Library)]
    internal static extern IntPtr ts_data(IntPtr x);

    [DllImport(Library)]
    internal static extern int ts_item(IntPtr x, ScalarValue* results);

    [DllImport(Library)]
    internal static extern IntPtr ts_to(IntPtr x, int type, int deviceType, int deviceIndex, int copy, int nonBlocking);

    [DllImport(Library)]
    internal static extern IntPtr ts_to_type(IntPtr x, int type, int copy, int nonBlocking);

    [DllImport(Library)]
    internal static extern IntPtr ts_to_device(IntPtr x, int deviceType, int deviceIndex, int copy, int nonBlocking);

    [DllImport(Library)]
    internal static extern IntPtr ts_clone(IntPtr x);

    [DllImport(Library)]
    internal static extern IntPtr ts_contiguous(IntPtr x);

    [DllImport(Library)]
    internal static extern int ts_copy_(IntPtr x, IntPtr source, int nonBlocking);

    [DllImport(Library)]
    internal static extern int ts_set_(IntPtr x, IntPtr source);

    [DllImport(Library)]
    internal static extern int ts_fill_(IntPtr x, ScalarValue value);

    [DllImport(Library)]
    internal static extern int ts_zero_(IntPtr x);

    [DllImport(Library)]
    internal static extern int ts_promote_types(int first, int second);

    [DllImport(Library)]
    internal static extern int ts_result_type(IntPtr first, IntPtr second);

    [DllImport(Library)]
    internal static extern IntPtr ts_cat(IntPtr* tensors, int count, long dim);

    [DllImport(Library)]
    internal static extern IntPtr ts_stack(IntPtr* tensors, int count, long dim);

    [DllImport(Library)]
    internal static extern IntPtr ts_tril(IntPtr x, long diagonal);

    [DllImport(Library)]
    internal static extern IntPtr ts_triu(IntPtr x, long diagonal);

    [DllImport(Library)]
    internal static extern IntPtr ts_renorm(IntPtr x, float p, long dim, float maxNorm);
}
