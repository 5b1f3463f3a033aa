using System.Runtime.InteropServices;

namespace TorchSharp;

internal static unsafe partial class Native
{
    [DllImport(Library)]
    internal static extern IntPtr ts_matmul(IntPtr x, IntPtr y);

    [DllImport(Library)]
    internal static extern IntPtr ts_mm(IntPtr x, IntPtr y);

    [DllImport(Library)]
    internal static extern IntPtr ts_bmm(IntPtr x, IntPtr y);

    [DllImport(Library)]
    internal static extern IntPtr ts_mv(IntPtr x, IntPtr y);

    [DllImport(Library)]
    internal static extern IntPtr ts_dot(IntPtr x, IntPtr y);

    [DllImport(Library)]
    internal static extern IntPtr ts_outer(IntPtr x, IntPtr y);

    [DllImport(Library)]
    internal static extern IntPtr ts_addmm(IntPtr x, IntPtr first, IntPtr second, float beta, float alpha);

    [DllImport(Library)]
    internal static extern IntPtr ts_linear(IntPtr x, IntPtr weight, IntPtr bias);

    [DllImport(Library)]
    internal static extern IntPtr ts_conv2d(
        IntPtr x, IntPtr weight, IntPtr bias, long* stride, int strides, long* padding, int paddings, long* dilation, int dilations, long groups);

    [DllImport(Library)]
    internal static extern IntPtr ts_conv2d_same(IntPtr x, IntPtr weight, IntPtr bias, long* stride, long* dilation, long groups);

    [DllImport(Library)]
    internal static extern IntPtr ts_batch_norm(
        IntPtr x, IntPtr weight, IntPtr bias, IntPtr mean, IntPtr variance, int training, double momentum, double eps);

    [DllImport(Library)]
    internal static extern IntPtr ts_batch_norm_layer(
        IntPtr x, IntPtr weight, IntPtr bias, IntPtr mean, IntPtr variance, IntPtr batches, int training, double momentum, double eps);

    [DllImport(Library)]
    internal static extern IntPtr ts_max_pool2d(
        IntPtr x, long* kernel, int kernels, long* stride, int strides, long* padding, int paddings, long* dilation, int dilations, int ceilMode);

    [DllImport(Library)]
    internal static extern int ts_max_pool2d_with_indices(
        IntPtr x, long* kernel, int kernels, long* stride, int strides, long* padding, int paddings, long* dilation, int dilations, int ceilMode,
        IntPtr* results);

    [DllImport(Library)]
    internal static extern IntPtr ts_avg_pool2d(
        IntPtr x, long* kernel, int kernels, long* stride, int strides, long* padding, int paddings, int ceilMode, int countIncludePad,
        long divisor);

    [DllImport(Library)]
    internal static extern IntPtr ts_adaptive_avg_pool2d(IntPtr x, long* size, int count);

    [DllImport(Library)]
    internal static extern IntPtr ts_dropout(IntPtr x, double p, int training);

    [DllImport(Library)]
    internal static extern int ts_dropout_(IntPtr x, double p, int training);

    [DllImport(Library)]
    internal static extern IntPtr ts_softmax(IntPtr x, long dim, int type);

    [DllImport(Library)]
    internal static extern IntPtr ts_log_softmax(IntPtr x, long dim, int type);

    [DllImport(Library)]
    internal static extern IntPtr ts_cross_entropy(IntPtr x, IntPtr target, IntPtr weight, long reduction, long ignoreIndex, double smoothing);

    [DllImport(Library)]
    internal static extern IntPtr ts_nll_loss(IntPtr x, IntPtr target, IntPtr weight, long reduction);

    [DllImport(Library)]
    internal static extern IntPtr ts_kl_div(IntPtr x, IntPtr target, long reduction, int logTarget);

    [DllImport(Library)]
    internal static extern IntPtr ts_binary_cross_entropy_with_logits(IntPtr x, IntPtr target, IntPtr weight, IntPtr positiveWeight, long reduction);

    [DllImport(Library)]
    internal static extern IntPtr ts_mse_loss(IntPtr x, IntPtr target, long reduction);

    [DllImport(Library)]
    internal static extern IntPtr ts_l1_loss(IntPtr x, IntPtr target, long reduction);

    [DllImport(Library)]
    internal static extern IntPtr ts_cosine_similarity(IntPtr x, IntPtr y, long dim, double eps);

    [DllImport(Library)]
    internal static extern IntPtr ts_one_hot(IntPtr x, long classes);

    [DllImport(Library)]
    internal static extern IntPtr ts_pad(IntPtr x, long* padding, int count, int mode, double value);

    [DllImport(Library)]
    internal static extern IntPtr ts_grid_sample(IntPtr x, IntPtr grid, long mode, long padding, int alignCorners);

    [DllImport(Library)]
    internal static extern IntPtr ts_affine_grid(IntPtr theta, long* size, int count, int alignCorners);

    [DllImport(Library)]
    internal static extern IntPtr ts_interpolate2d(IntPtr x, long* size, double* factors, int mode, int alignCorners);
}
