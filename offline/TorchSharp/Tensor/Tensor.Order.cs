namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        public Tensor max() => Map(&Native.ts_max);

        public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false) => Pair(&Native.ts_max_dim, dim, keepdim);

        public Tensor min() => Map(&Native.ts_min);

        public (Tensor values, Tensor indexes) min(long dim, bool keepdim = false) => Pair(&Native.ts_min_dim, dim, keepdim);

        public Tensor argmax() => Map(&Native.ts_argmax);

        public Tensor argmax(long dim, bool keepdim = false) => Made(Native.ts_argmax_dim(Handle, dim, Native.Flag(keepdim)));

        public Tensor argmin() => Map(&Native.ts_argmin);

        public Tensor argmin(long dim, bool keepdim = false) => Made(Native.ts_argmin_dim(Handle, dim, Native.Flag(keepdim)));

        public Tensor argsort(long dim = -1, bool descending = false) => Made(Native.ts_argsort(Handle, dim, Native.Flag(descending)));

        public Tensor median() => Map(&Native.ts_median);

        public (Tensor values, Tensor indexes) topk(int k, int dim = -1, bool largest = true, bool sorted = true)
        {
            IntPtr* results = stackalloc IntPtr[2];
            Native.Check(Native.ts_topk(Handle, k, dim, Native.Flag(largest), Native.Flag(sorted), results));
            GC.KeepAlive(this);
            return (new Tensor(results[0]), new Tensor(results[1]));
        }

        public (Tensor Values, Tensor Indices) sort(long dim = -1, bool descending = false, bool stable = false)
        {
            IntPtr* results = stackalloc IntPtr[2];
            Native.Check(Native.ts_sort(Handle, dim, Native.Flag(descending), Native.Flag(stable), results));
            GC.KeepAlive(this);
            return (new Tensor(results[0]), new Tensor(results[1]));
        }

        public (Tensor output, Tensor inverse_indices, Tensor counts) unique(
            bool sorted = true, bool return_inverse = false, bool return_counts = false, int? dim = null)
        {
            IntPtr* results = stackalloc IntPtr[3];
            long along = dim.GetValueOrDefault();
            Native.Check(Native.ts_unique(
                Handle, dim.HasValue ? &along : null, Native.Flag(sorted), Native.Flag(return_inverse), Native.Flag(return_counts), results));
            GC.KeepAlive(this);
            return (new Tensor(results[0]), Optional(results[1]), Optional(results[2]));
        }

        private static Tensor Optional(IntPtr result) => result == IntPtr.Zero ? null : new Tensor(result);
    }
}
