using System.Runtime.InteropServices;

namespace TorchSharp;

internal static unsafe partial class Native
{
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
    internal static extern IntPtr ts_eq(IntPtr x, IntPtr y);

    [DllImport(Library)]
    internal static extern int ts_eq_(IntPtr x, IntPtr y);

    [DllImport(Library)]
    internal static extern IntPtr ts_eq_scalar(IntPtr x, ScalarValue y);

    [DllImport(Library)]
    internal static extern int ts_eq_scalar_(IntPtr x, ScalarValue y);

    [DllImport(Library)]
    internal static extern IntPtr ts_ne(IntPtr x, IntPtr y);

    [DllImport(Library)]
    internal static extern int ts_ne_(IntPtr x, IntPtr y);

    [DllImport(Library)]
    internal static extern IntPtr ts_ne_scalar(IntPtr x, ScalarValue y);

    [DllImport(Library)]
    internal static extern int ts_ne_scalar_(IntPtr x, ScalarValue y);

    [DllImport(Library)]
    internal static extern IntPtr ts_lt(IntPtr x, IntPtr y);

    [DllImport(Library)]
    internal static extern int ts_lt_(IntPtr x, IntPtr y);

    [DllImport(Library)]
    internal static extern IntPtr ts_lt_scalar(IntPtr x, ScalarValue y);

    [DllImport(Library)]
    internal static extern int ts_lt_scalar_(IntPtr x, ScalarValue y);

    [DllImport(Library)]
    internal static extern IntPtr ts_le(IntPtr x, IntPtr y);

    [DllImport(Library)]
    internal static extern int ts_le_(IntPtr x, IntPtr y);

    [DllImport(Library)]
    internal static extern IntPtr ts_le_scalar(IntPtr x, ScalarValue y);

    [DllImport(Library)]
    internal static extern int ts_le_scalar_(IntPtr x, ScalarValue y);

    [DllImport(Library)]
    internal static extern IntPtr ts_gt(IntPtr x, IntPtr y);

    [DllImport(Library)]
    internal static extern int ts_gt_(IntPtr x, IntPtr y);

    [DllImport(Library)]
    internal static extern IntPtr ts_gt_scalar(IntPtr x, ScalarValue y);

    [DllImport(Library)]
    internal static extern int ts_gt_scalar_(IntPtr x, ScalarValue y);

    [DllImport(Library)]
    internal static extern IntPtr ts_ge(IntPtr x, IntPtr y);

    [DllImport(Library)]
    internal static extern int ts_ge_(IntPtr x, IntPtr y);

    [DllImport(Library)]
    internal static extern IntPtr ts_ge_scalar(IntPtr x, ScalarValue y);

    [DllImport(Library)]
    internal static extern int ts_ge_scalar_(IntPtr x, ScalarValue y);

    [DllImport(Library)]
    internal static extern IntPtr ts_logical_and(IntPtr x, IntPtr y);

    [DllImport(Library)]
    internal static extern int ts_logical_and_(IntPtr x, IntPtr y);

    [DllImport(Library)]
    internal static extern IntPtr ts_logical_or(IntPtr x, IntPtr y);

    [DllImport(Library)]
    internal static extern int ts_logical_or_(IntPtr x, IntPtr y);

    [DllImport(Library)]
    internal static extern IntPtr ts_logical_xor(IntPtr x, IntPtr y);

    [DllImport(Library)]
    internal static extern int ts_logical_xor_(IntPtr x, IntPtr y);

    [DllImport(Library)]
    internal static extern IntPtr ts_bitwise_and(IntPtr x, IntPtr y);

    [DllImport(Library)]
    internal static extern int ts_bitwise_and_(IntPtr x, IntPtr y);

    [DllImport(Library)]
    internal static extern IntPtr ts_bitwise_or(IntPtr x, IntPtr y);

    [DllImport(Library)]
    internal static extern int ts_bitwise_or_(IntPtr x, IntPtr y);

    [DllImport(Library)]
    internal static extern IntPtr ts_bitwise_xor(IntPtr x, IntPtr y);

    [DllImport(Library)]
    internal static extern int ts_bitwise_xor_(IntPtr x, IntPtr y);

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
    internal static extern IntPtr ts_clamp(IntPtr x, ScalarValue low, ScalarValue high);

    [DllImport(Library)]
    internal static extern int ts_clamp_(IntPtr x, ScalarValue low, ScalarValue high);

    [DllImport(Library)]
    internal static extern IntPtr ts_clamp_tensor(IntPtr x, IntPtr low, IntPtr high);

    [DllImport(Library)]
    internal static extern int ts_clamp_tensor_(IntPtr x, IntPtr low, IntPtr high);

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
    internal static extern IntPtr ts_leaky_relu(IntPtr x, ScalarValue slope);

    [DllImport(Library)]
    internal static extern int ts_leaky_relu_(IntPtr x, ScalarValue slope);

    [DllImport(Library)]
    internal static extern IntPtr ts_nan_to_num(IntPtr x, double nan, double* positive, double* negative);

    [DllImport(Library)]
    internal static extern IntPtr ts_where(IntPtr condition, IntPtr x, IntPtr y);

    [DllImport(Library)]
    internal static extern IntPtr ts_masked_fill(IntPtr x, IntPtr mask, ScalarValue value);

    [DllImport(Library)]
    internal static extern int ts_masked_fill_(IntPtr x, IntPtr mask, ScalarValue value);

    [DllImport(Library)]
    internal static extern IntPtr ts_isclose(IntPtr x, IntPtr y, double rtol, double atol, int equalNan);

    [DllImport(Library)]
    internal static extern int ts_allclose(IntPtr x, IntPtr y, double rtol, double atol, int equalNan);

    [DllImport(Library)]
    internal static extern int ts_equal(IntPtr x, IntPtr y);
}
