namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        public Tensor eq(Tensor target) => Map(&Native.ts_eq, target);

        public Tensor eq(Scalar target) => Map(&Native.ts_eq_scalar, target);

        public Tensor eq_(Tensor target) => Change(&Native.ts_eq_, target);

        public Tensor eq_(Scalar target) => Change(&Native.ts_eq_scalar_, target);

        public Tensor ne(Tensor target) => Map(&Native.ts_ne, target);

        public Tensor ne(Scalar target) => Map(&Native.ts_ne_scalar, target);

        public Tensor ne_(Tensor target) => Change(&Native.ts_ne_, target);

        public Tensor ne_(Scalar target) => Change(&Native.ts_ne_scalar_, target);

        public Tensor lt(Tensor target) => Map(&Native.ts_lt, target);

        public Tensor lt(Scalar target) => Map(&Native.ts_lt_scalar, target);

        public Tensor lt_(Tensor target) => Change(&Native.ts_lt_, target);

        public Tensor lt_(Scalar target) => Change(&Native.ts_lt_scalar_, target);

        public Tensor le(Tensor target) => Map(&Native.ts_le, target);

        public Tensor le(Scalar target) => Map(&Native.ts_le_scalar, target);

        public Tensor le_(Tensor target) => Change(&Native.ts_le_, target);

        public Tensor le_(Scalar target) => Change(&Native.ts_le_scalar_, target);

        public Tensor gt(Tensor target) => Map(&Native.ts_gt, target);

        public Tensor gt(Scalar target) => Map(&Native.ts_gt_scalar, target);

        public Tensor gt_(Tensor target) => Change(&Native.ts_gt_, target);

        public Tensor gt_(Scalar target) => Change(&Native.ts_gt_scalar_, target);

        public Tensor ge(Tensor target) => Map(&Native.ts_ge, target);

        public Tensor ge(Scalar target) => Map(&Native.ts_ge_scalar, target);

        public Tensor ge_(Tensor target) => Change(&Native.ts_ge_, target);

        public Tensor ge_(Scalar target) => Change(&Native.ts_ge_scalar_, target);

        public Tensor equal(Tensor target) => eq(target);

        public Tensor not_equal(Tensor target) => ne(target);

        public Tensor less(Tensor target) => lt(target);

        public Tensor less_equal(Tensor target) => le(target);

        public Tensor greater(Tensor target) => gt(target);

        public Tensor greater_equal(Tensor target) => ge(target);

        public Tensor logical_and(Tensor other) => Map(&Native.ts_logical_and, other);

        public Tensor logical_and_(Tensor other) => Change(&Native.ts_logical_and_, other);

        public Tensor logical_or(Tensor other) => Map(&Native.ts_logical_or, other);

        public Tensor logical_or_(Tensor other) => Change(&Native.ts_logical_or_, other);

        public Tensor logical_xor(Tensor other) => Map(&Native.ts_logical_xor, other);

        public Tensor logical_xor_(Tensor other) => Change(&Native.ts_logical_xor_, other);

        public Tensor bitwise_and(Tensor other) => Map(&Native.ts_bitwise_and, other);

        public Tensor bitwise_and_(Tensor other) => Change(&Native.ts_bitwise_and_, other);

        public Tensor bitwise_or(Tensor other) => Map(&Native.ts_bitwise_or, other);

        public Tensor bitwise_or_(Tensor other) => Change(&Native.ts_bitwise_or_, other);

        public Tensor bitwise_xor(Tensor other) => Map(&Native.ts_bitwise_xor, other);

        public Tensor bitwise_xor_(Tensor other) => Change(&Native.ts_bitwise_xor_, other);

        public Tensor logical_not() => Map(&Native.ts_logical_not);

        public Tensor logical_not_() => Change(&Native.ts_logical_not_);

        public Tensor bitwise_not() => Map(&Native.ts_bitwise_not);

        public Tensor bitwise_not_() => Change(&Native.ts_bitwise_not_);

        public Tensor isnan() => Map(&Native.ts_isnan);

        public Tensor isinf() => Map(&Native.ts_isinf);

        public Tensor isfinite() => Map(&Native.ts_isfinite);

        public Tensor isclose(Tensor other, double rtol = 1e-05, double atol = 1e-08, bool nanEqual = false) =>
            Made(Native.ts_isclose(Handle, other.Handle, rtol, atol, Native.Flag(nanEqual)), other);

        public bool allclose(Tensor target, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false)
        {
            int result = Native.ts_allclose(Handle, target.Handle, rtol, atol, Native.Flag(equal_nan));
            GC.KeepAlive(this);
            GC.KeepAlive(target);
            Native.Check(result + 1);
            return result == 1;
        }

        public Tensor where(Tensor condition, Tensor y) => Made(Native.ts_where(condition.Handle, Handle, y.Handle), condition, y);

        public Tensor masked_fill(Tensor mask, Scalar value) => Made(Native.ts_masked_fill(Handle, mask.Handle, value.Value), mask);

        public Tensor masked_fill_(Tensor mask, Scalar value) => Changed(Native.ts_masked_fill_(Handle, mask.Handle, value.Value), mask);

        public Tensor clamp(Scalar min = null, Scalar max = null) => Made(Native.ts_clamp(Handle, Scalar.Optional(min), Scalar.Optional(max)));

        public Tensor clamp(Tensor min = null, Tensor max = null) =>
            Made(Native.ts_clamp_tensor(Handle, min?.Handle ?? IntPtr.Zero, max?.Handle ?? IntPtr.Zero), min, max);

        public Tensor clamp_(Scalar min = null, Scalar max = null) =>
            Changed(Native.ts_clamp_(Handle, Scalar.Optional(min), Scalar.Optional(max)));

        public Tensor clamp_(Tensor min = null, Tensor max = null) =>
            Changed(Native.ts_clamp_tensor_(Handle, min?.Handle ?? IntPtr.Zero, max?.Handle ?? IntPtr.Zero), min, max);

        public Tensor clamp_min(Scalar min) => clamp(min, null);

        public Tensor clamp_min_(Scalar min) => clamp_(min, null);

        public Tensor clamp_max(Scalar max) => clamp(null, max);

        public Tensor clamp_max_(Scalar max) => clamp_(null, max);

        public Tensor clip(Scalar min = null, Scalar max = null) => clamp(min, max);
    }
}
