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
    internal static extern IntPtr ts_gelu(IntPtr x);

    [DllImport(Library)]
    internal static extern IntPtr ts_log_sigmoid(IntPtr x);

    [DllImport(Library)]
    internal static extern IntPtr ts_softplus(IntPtr x);

    [DllImport(Library)]
    internal static extern IntPtr ts_mul(IntPtr x, IntPtr y);

    [DllImport(Library)]
    internal static extern int ts_mul_(IntPtr x, IntPtr y);

    [DllImport(Library)]
    internal static extern IntPtr ts_mul_scalar(IntPtr x, ScalarValue y);

    [DllImport(Library)]
    internal static extern int ts_mul_scalar_(IntPtr x, ScalarValue y);

    [DllImport(Library)]
    internal static extern IntPtr ts_pow(IntPtr x, IntPtr y);

    [DllImport(Library)]
    internal static extern int ts_pow_(IntPtr x, IntPtr y);

    [DllImport(Library)]
    internal static extern IntPtr ts_pow_scalar(IntPtr x, ScalarValue y);

    [DllImport(Library)]
    internal static extern int ts_pow_scalar_(IntPtr x, ScalarValue y);

    [DllImport(Library)]
    internal static extern IntPtr ts_remainder(IntPtr x, IntPtr y);

    [DllImport(Library)]
    internal static extern int ts_remainder_(IntPtr x, IntPtr y);

    [DllImport(Library)]
    internal static extern IntPtr ts_remainder_scalar(IntPtr x, ScalarValue y);

    [DllImport(Library)]
    internal static extern int ts_remainder_scalar_(IntPtr x, ScalarValue y);

    [DllImport(Library)]
    internal static extern IntPtr ts_fmod(IntPtr x, IntPtr y);

    [DllImport(Library)]
    internal static extern int ts_fmod_(IntPtr x, IntPtr y);

    [DllImport(Library)]
    internal static extern IntPtr ts_fmod_scalar(IntPtr x, ScalarValue y);

    [DllImport(Library)]
    internal static extern int ts_fmod_scalar_(IntPtr x, ScalarValue y);

    [DllImport(Library)]
    internal static extern IntPtr ts_floor_divide(IntPtr x, IntPtr y);

    [DllImport(Library)]
    internal static extern int ts_floor_divide_(IntPtr x, IntPtr y);

    [DllImport(Library)]
    internal static extern IntPtr ts_floor_divide_scalar(IntPtr x, ScalarValue y);

    [DllImport(Library)]
    internal static extern int ts_floor_divide_scalar_(IntPtr x, ScalarValue y);

    [DllImport(Library)]
    internal static extern IntPtr ts_atan2(IntPtr x, IntPtr y);

    [DllImport(Library)]
    internal static extern IntPtr ts_maximum(IntPtr x, IntPtr y);

    [DllImport(Library)]
    internal static extern IntPtr ts_minimum(IntPtr x, IntPtr y);

    [DllImport(Library)]
    internal static extern IntPtr ts_add(IntPtr x, IntPtr y, ScalarValue alpha);

    [DllImport(Library)]
    internal static extern int ts_add_(IntPtr x, IntPtr y, ScalarValue alpha);

    [DllImport(Library)]
    internal static extern IntPtr ts_add_scalar(IntPtr x, ScalarValue y, ScalarValue alpha);

    [DllImport(Library)]
    internal static extern int ts_add_scalar_(IntPtr x, ScalarValue y, ScalarValue alpha);

    [DllImport(Library)]
    internal static extern IntPtr ts_sub(IntPtr x, IntPtr y, ScalarValue alpha);

    [DllImport(Library)]
    internal static extern int ts_sub_(IntPtr x, IntPtr y, ScalarValue alpha);

    [DllImport(Library)]
    internal static extern IntPtr ts_sub_scalar(IntPtr x, ScalarValue y, ScalarValue alpha);

    [DllImport(Library)]
    internal static extern int ts_sub_scalar_(IntPtr x, ScalarValue y, ScalarValue alpha);

    [DllImport(Library)]
    internal static extern IntPtr ts_div(IntPtr x, IntPtr y, int rounding);

    [DllImport(Library)]
    internal static extern int ts_div_(IntPtr x, IntPtr y, int rounding);

    [DllImport(Library)]
    internal static extern IntPtr ts_div_scalar(IntPtr x, ScalarValue y, int rounding);

    [DllImport(Library)]
    internal static extern int ts_div_scalar_(IntPtr x, ScalarValue y, int rounding);

    [DllImport(Library)]
    internal static extern IntPtr ts_round_decimals(IntPtr x, long decimals);

    [DllImport(Library)]
    internal static extern int ts_round_decimals_(IntPtr x, long decimals);

    [DllImport(Library)]
    internal static extern IntPtr ts_addcmul(IntPtr x, IntPtr first, IntPtr second, ScalarValue value);

    [DllImport(Library)]
    internal static extern int ts_addcmul_(IntPtr x, IntPtr first, IntPtr second, ScalarValue value);

    [DllImport(Library)]
    internal static extern IntPtr ts_addcdiv(IntPtr x, IntPtr first, IntPtr second, ScalarValue value);

    [DllImport(Library)]
    internal static extern int ts_addcdiv_(IntPtr x, IntPtr first, IntPtr second, ScalarValue value);

    [DllImport(Library)]
    internal static extern IntPtr ts_lerp(IntPtr x, IntPtr end, IntPtr weight);

    [DllImport(Library)]
    internal static extern int ts_lerp_(IntPtr x, IntPtr end, IntPtr weight);

    [DllImport(Library)]
    internal static extern int ts_silu_(IntPtr x);

    [DllImport(Library)]
    internal static extern IntPtr ts_leaky_relu(IntPtr x, ScalarValue slope);

    [DllImport(Library)]
    internal static extern int ts_leaky_relu_(IntPtr x, ScalarValue slope);

    [DllImport(Library)]
    internal static extern IntPtr ts_nan_to_num(IntPtr x, double nan, double* positive, double* negative);
}
