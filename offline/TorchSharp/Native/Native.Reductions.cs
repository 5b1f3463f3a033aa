using System.Runtime.InteropServices;

namespace TorchSharp;

internal static unsafe partial class Native
{
    [DllImport(Library)]
    internal static extern IntPtr ts_sum(IntPtr x, int type);

    [DllImport(Library)]
    internal static extern IntPtr ts_sum_dims(IntPtr x, long* dims, int count, int keepdim, int type);

    [DllImport(Library)]
    internal static extern IntPtr ts_mean(IntPtr x);

    [DllImport(Library)]
    internal static extern IntPtr ts_mean_dims(IntPtr x, long* dims, int count, int keepdim, int type);

    [DllImport(Library)]
    internal static extern IntPtr ts_prod(IntPtr x, int type);

    [DllImport(Library)]
    internal static extern IntPtr ts_prod_dim(IntPtr x, long dim, int keepdim, int type);

    [DllImport(Library)]
    internal static extern IntPtr ts_std(IntPtr x, int unbiased);

    [DllImport(Library)]
    internal static extern IntPtr ts_std_dims(IntPtr x, long* dims, int count, int unbiased, int keepdim);

    [DllImport(Library)]
    internal static extern IntPtr ts_var(IntPtr x, int unbiased);

    [DllImport(Library)]
    internal static extern IntPtr ts_var_dims(IntPtr x, long* dims, int count, int unbiased, int keepdim);

    [DllImport(Library)]
    internal static extern IntPtr ts_max(IntPtr x);

    [DllImport(Library)]
    internal static extern int ts_max_dim(IntPtr x, long dim, int keepdim, IntPtr* results);

    [DllImport(Library)]
    internal static extern IntPtr ts_argmax(IntPtr x);

    [DllImport(Library)]
    internal static extern IntPtr ts_argmax_dim(IntPtr x, long dim, int keepdim);

    [DllImport(Library)]
    internal static extern IntPtr ts_min(IntPtr x);

    [DllImport(Library)]
    internal static extern int ts_min_dim(IntPtr x, long dim, int keepdim, IntPtr* results);

    [DllImport(Library)]
    internal static extern IntPtr ts_argmin(IntPtr x);

    [DllImport(Library)]
    internal static extern IntPtr ts_argmin_dim(IntPtr x, long dim, int keepdim);

    [DllImport(Library)]
    internal static extern IntPtr ts_all(IntPtr x);

    [DllImport(Library)]
    internal static extern IntPtr ts_all_dim(IntPtr x, long dim, int keepdim);

    [DllImport(Library)]
    internal static extern IntPtr ts_any(IntPtr x);

    [DllImport(Library)]
    internal static extern IntPtr ts_any_dim(IntPtr x, long dim, int keepdim);

    [DllImport(Library)]
    internal static extern IntPtr ts_norm(IntPtr x, float p);

    [DllImport(Library)]
    internal static extern IntPtr ts_norm_dim(IntPtr x, long dim, int keepdim, float p);

    [DllImport(Library)]
    internal static extern IntPtr ts_logsumexp(IntPtr x, long dim, int keepdim);

    [DllImport(Library)]
    internal static extern IntPtr ts_cumsum(IntPtr x, long dim, int type);

    [DllImport(Library)]
    internal static extern IntPtr ts_cumprod(IntPtr x, long dim, int type);

    [DllImport(Library)]
    internal static extern IntPtr ts_median(IntPtr x);

    [DllImport(Library)]
    internal static extern IntPtr ts_count_nonzero(IntPtr x, long* dims, int count);

    [DllImport(Library)]
    internal static extern IntPtr ts_bincount(IntPtr x, IntPtr weights, long minlength);

    [DllImport(Library)]
    internal static extern int ts_topk(IntPtr x, long k, long dim, int largest, int sorted, IntPtr* results);

    [DllImport(Library)]
    internal static extern int ts_sort(IntPtr x, long dim, int descending, int stable, IntPtr* results);

    [DllImport(Library)]
    internal static extern IntPtr ts_argsort(IntPtr x, long dim, int descending);

    [DllImport(Library)]
    internal static extern int ts_unique(IntPtr x, long* dim, int sorted, int inverse, int counts, IntPtr* results);
}
