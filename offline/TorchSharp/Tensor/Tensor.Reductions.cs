namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        public Tensor sum(ScalarType? type = null) => Made(Native.ts_sum(Handle, Native.Type(type)));

        public Tensor sum(ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null)
        {
            fixed (long* dims = dim)
            {
                return Made(Native.ts_sum_dims(Handle, dims, dim.Length, Native.Flag(keepdim), Native.Type(type)));
            }
        }

        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null) => sum((ReadOnlySpan<long>)dim, keepdim, type);

        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) => sum(stackalloc long[] { dim }, keepdim, type);

        public Tensor sum(long dim0, long dim1, bool keepdim = false, ScalarType? type = null) =>
            sum(stackalloc long[] { dim0, dim1 }, keepdim, type);

        public Tensor sum(long dim0, long dim1, long dim2, bool keepdim = false, ScalarType? type = null) =>
            sum(stackalloc long[] { dim0, dim1, dim2 }, keepdim, type);

        public Tensor mean() => Map(&Native.ts_mean);

        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null)
        {
            fixed (long* dims = dimensions)
            {
                return Made(Native.ts_mean_dims(Handle, dims, dimensions.Length, Native.Flag(keepdim), Native.Type(type)));
            }
        }

        public Tensor prod(ScalarType? type = null) => Made(Native.ts_prod(Handle, Native.Type(type)));

        public Tensor prod(long dim, bool keepdim = false, ScalarType? type = null) =>
            Made(Native.ts_prod_dim(Handle, dim, Native.Flag(keepdim), Native.Type(type)));

        public Tensor std(bool unbiased = true) => Made(Native.ts_std(Handle, Native.Flag(unbiased)));

        public Tensor std(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null)
        {
            fixed (long* dims = dimensions)
            {
                return Made(Native.ts_std_dims(Handle, dims, dimensions.Length, Native.Flag(unbiased), Native.Flag(keepdim)));
            }
        }

        public Tensor std(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            std((ReadOnlySpan<long>)dimensions, unbiased, keepdim, type);

        public Tensor std(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            std(stackalloc long[] { dim }, unbiased, keepdim, type);

        public Tensor var(bool unbiased = true) => Made(Native.ts_var(Handle, Native.Flag(unbiased)));

        public Tensor var(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null)
        {
            fixed (long* dims = dimensions)
            {
                return Made(Native.ts_var_dims(Handle, dims, dimensions.Length, Native.Flag(unbiased), Native.Flag(keepdim)));
            }
        }

        public Tensor var(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            var((ReadOnlySpan<long>)dimensions, unbiased, keepdim, type);

        public Tensor var(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            var(stackalloc long[] { dim }, unbiased, keepdim, type);

        public Tensor norm(float p = 2) => Made(Native.ts_norm(Handle, p));

        public Tensor norm(int dim, bool keepdim = false, float p = 2) => Made(Native.ts_norm_dim(Handle, dim, Native.Flag(keepdim), p));

        public Tensor logsumexp(long dim, bool keepdim = false) => Made(Native.ts_logsumexp(Handle, dim, Native.Flag(keepdim)));

        public Tensor cumsum(long dim, ScalarType? type = null) => Made(Native.ts_cumsum(Handle, dim, Native.Type(type)));

        public Tensor cumprod(long dim, ScalarType? type = null) => Made(Native.ts_cumprod(Handle, dim, Native.Type(type)));

        public Tensor all() => Map(&Native.ts_all);

        public Tensor all(long dim, bool keepdim = false) => Made(Native.ts_all_dim(Handle, dim, Native.Flag(keepdim)));

        public Tensor any() => Map(&Native.ts_any);

        public Tensor any(long dim, bool keepdim = false) => Made(Native.ts_any_dim(Handle, dim, Native.Flag(keepdim)));

        public Tensor count_nonzero(long[] dims = null)
        {
            fixed (long* pointer = dims)
            {
                return Made(Native.ts_count_nonzero(Handle, pointer, dims?.Length ?? 0));
            }
        }

        public Tensor bincount(Tensor weights, long minlength = 0) =>
            Made(Native.ts_bincount(Handle, weights?.Handle ?? IntPtr.Zero, minlength), weights);
    }
}
