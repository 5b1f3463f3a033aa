using System.Runtime.InteropServices;

namespace TorchSharp;

internal static unsafe partial class Native
{
    [DllImport(Library)]
    internal static extern IntPtr ts_abs(IntPtr x);

    [DllImport(Library)]
    internal static extern int ts_abs_(IntPtr x);

    [DllImport(Library)]
    internal static extern IntPtr ts_ceil(IntPtr x);

    [DllImport(Library)]
    internal static extern int ts_ceil_(IntPtr x);

    [DllImport(Library)]
    internal static extern IntPtr ts_erf(IntPtr x);

    [DllImport(Library)]
    internal static extern int ts_erf_(IntPtr x);

    [DllImport(Library)]
    internal static extern IntPtr ts_exp(IntPtr x);

    [DllImport(Library)]
    internal static extern int ts_exp_(IntPtr x);

    [DllImport(Library)]
    internal static extern IntPtr ts_expm1(IntPtr x);

    [DllImport(Library)]
    internal static extern int ts_expm1_(IntPtr x);

    [DllImport(Library)]
    internal static extern IntPtr ts_floor(IntPtr x);

    [DllImport(Library)]
    internal static extern int ts_floor_(IntPtr x);

    [DllImport(Library)]
    internal static extern IntPtr ts_frac(IntPtr x);

    [DllImport(Library)]
    internal static extern int ts_frac_(IntPtr x);

    [DllImport(Library)]
    internal static extern IntPtr ts_log(IntPtr x);

    [DllImport(Library)]
    internal static extern int ts_log_(IntPtr x);

    [DllImport(Library)]
    internal static extern IntPtr ts_log10(IntPtr x);

    [DllImport(Library)]
    internal static extern int ts_log10_(IntPtr x);

    [DllImport(Library)]
    internal static extern IntPtr ts_log1p(IntPtr x);

    [DllImport(Library)]
    internal static extern int ts_log1p_(IntPtr x);

    [DllImport(Library)]
    internal static extern IntPtr ts_log2(IntPtr x);

    [DllImport(Library)]
    internal static extern int ts_log2_(IntPtr x);

    [DllImport(Library)]
    internal static extern IntPtr ts_neg(IntPtr x);

    [DllImport(Library)]
    internal static extern int ts_neg_(IntPtr x);

    [DllImport(Library)]
    internal static extern IntPtr ts_reciprocal(IntPtr x);

    [DllImport(Library)]
    internal static extern int ts_reciprocal_(IntPtr x);

    [DllImport(Library)]
    internal static extern IntPtr ts_relu(IntPtr x);

    [DllImport(Library)]
    internal static extern int ts_relu_(IntPtr x);

    [DllImport(Library)]
    internal static extern IntPtr ts_rsqrt(IntPtr x);

    [DllImport(Library)]
    internal static extern int ts_rsqrt_(IntPtr x);

    [DllImport(Library)]
    internal static extern IntPtr ts_sigmoid(IntPtr x);

    [DllImport(Library)]
    internal static extern int ts_sigmoid_(IntPtr x);

    [DllImport(Library)]
    internal static extern IntPtr ts_sign(IntPtr x);

    [DllImport(Library)]
    internal static extern int ts_sign_(IntPtr x);

    [DllImport(Library)]
    internal static extern IntPtr ts_sin(IntPtr x);

    [DllImport(Library)]
    internal static extern int ts_sin_(IntPtr x);

    [DllImport(Library)]
    internal static extern IntPtr ts_cos(IntPtr x);

    [DllImport(Library)]
    internal static extern int ts_cos_(IntPtr x);

    [DllImport(Library)]
    internal static extern IntPtr ts_tan(IntPtr x);

    [DllImport(Library)]
    internal static extern int ts_tan_(IntPtr x);

    [DllImport(Library)]
    internal static extern IntPtr ts_sqrt(IntPtr x);

    [DllImport(Library)]
    internal static extern int ts_sqrt_(IntPtr x);

    [DllImport(Library)]
    internal static extern IntPtr ts_square(IntPtr x);

    [DllImport(Library)]
    internal static extern IntPtr ts_tanh(IntPtr x);

    [DllImport(Library)]
    internal static extern int ts_tanh_(IntPtr x);

    [DllImport(Library)]
    internal static extern IntPtr ts_trunc(IntPtr x);

    [DllImport(Library)]
    internal static extern int ts_trunc_(IntPtr x);

    [DllImport(Library)]
    internal static extern IntPtr ts_logical_not(IntPtr x);

    [DllImport(Library)]
    internal static extern int ts_logical_not_(IntPtr x);

    [DllImport(Library)]
    internal static extern IntPtr ts_bitwise_not(IntPtr x);

    [DllImport(Library)]
    internal static extern int ts_bitwise_not_(IntPtr x);

    [DllImport(Library)]
    internal static extern IntPtr ts_silu(IntPtr x);

    [DllImport(Library)]
    internal static extern IntPtr ts_acos(IntPtr x);

    [DllImport(Library)]
    internal static extern int ts_acos_(IntPtr x);

    [DllImport(Library)]
    internal static extern IntPtr ts_asin(IntPtr x);

    [DllImport(Library)]
    internal static extern int ts_asin_(IntPtr x);

    [DllImport(Library)]
    internal static extern IntPtr ts_atan(IntPtr x);

    [DllImport(Library)]
    internal static extern int ts_atan_(IntPtr x);

    [DllImport(Library)]
    internal static extern IntPtr ts_isnan(IntPtr x);

    [DllImport(Library)]
    internal static extern IntPtr ts_isfinite(IntPtr x);

    [DllImport(Library)]
    internal static extern IntPtr ts_isinf(IntPtr x);

    [DllImport(Library)]
    internal static extern IntPtr ts_gelu(IntPtr x);

    [DllImport(Library)]
    internal static extern IntPtr ts_log_sigmoid(IntPtr x);

    [DllImport(Library)]
    internal static extern IntPtr ts_softplus(IntPtr x);

    [DllImport(Library)]
    internal static extern int ts_silu_(IntPtr x);
}
