using System.Runtime.InteropServices;

namespace TorchSharp;

internal static unsafe partial class Native
{
    [DllImport(Library)]
    internal static extern IntPtr ts_logical_not(IntPtr x);

    [DllImport(Library)]
    internal static extern int ts_logical_not_(IntPtr x);

    [DllImport(Library)]
    internal static extern IntPtr ts_bitwise_not(IntPtr x);

    [DllImport(Library)]
    internal static extern int ts_bitwise_not_(IntPtr x);

    [DllImport(Library)]
    internal static extern IntPtr ts_isnan(IntPtr x);

    [DllImport(Library)]
    internal static extern IntPtr ts_isfinite(IntPtr x);

    [DllImport(Library)]
    internal static extern IntPtr ts_isinf(IntPtr x);

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
    internal static extern IntPtr ts_clamp(IntPtr x, ScalarValue low, ScalarValue high);

    [DllImport(Library)]
    internal static extern int ts_clamp_(IntPtr x, ScalarValue low, ScalarValue high);

    [DllImport(Library)]
    internal static extern IntPtr ts_clamp_tensor(IntPtr x, IntPtr low, IntPtr high);

    [DllImport(Library)]
    internal static extern int ts_clamp_tensor_(IntPtr x, IntPtr low, IntPtr high);

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
