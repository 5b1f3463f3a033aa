namespace TorchSharp;

public static partial class torch
{
    public enum RoundingMode
    {
        None,
        trunc,
        floor,
    }

    public unsafe partial class Tensor
    {
        public Tensor add(Tensor target) => Made(Native.ts_add(Handle, target.Handle, ScalarValue.One), target);

        public Tensor add(Tensor target, Scalar alpha) => Made(Native.ts_add(Handle, target.Handle, alpha.Value), target);

        public Tensor add(Scalar scalar) => Made(Native.ts_add_scalar(Handle, scalar.Value, ScalarValue.One));

        public Tensor add(Scalar scalar, Scalar alpha) => Made(Native.ts_add_scalar(Handle, scalar.Value, alpha.Value));

        public Tensor add_(Tensor target) => Changed(Native.ts_add_(Handle, target.Handle, ScalarValue.One), target);

        public Tensor add_(Tensor target, Scalar alpha) => Changed(Native.ts_add_(Handle, target.Handle, alpha.Value), target);

        public Tensor add_(Scalar scalar) => Changed(Native.ts_add_scalar_(Handle, scalar.Value, ScalarValue.One));

        public Tensor add_(Scalar scalar, Scalar alpha) => Changed(Native.ts_add_scalar_(Handle, scalar.Value, alpha.Value));

        public Tensor sub(Tensor target) => Made(Native.ts_sub(Handle, target.Handle, ScalarValue.One), target);

        public Tensor sub(Scalar target) => Made(Native.ts_sub_scalar(Handle, target.Value, ScalarValue.One));

        public Tensor sub_(Tensor target) => Changed(Native.ts_sub_(Handle, target.Handle, ScalarValue.One), target);

        public Tensor sub_(Scalar target) => Changed(Native.ts_sub_scalar_(Handle, target.Value, ScalarValue.One));

        public Tensor div(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            Made(Native.ts_div(Handle, target.Handle, (int)rounding_mode), target);

        public Tensor div(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            Made(Native.ts_div_scalar(Handle, target.Value, (int)rounding_mode));

        public Tensor div_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            Changed(Native.ts_div_(Handle, target.Handle, (int)rounding_mode), target);

        public Tensor div_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            Changed(Native.ts_div_scalar_(Handle, target.Value, (int)rounding_mode));

        public Tensor mul(Tensor target) => Map(&Native.ts_mul, target);

        public Tensor mul(Scalar target) => Map(&Native.ts_mul_scalar, target);

        public Tensor mul_(Tensor target) => Change(&Native.ts_mul_, target);

        public Tensor mul_(Scalar target) => Change(&Native.ts_mul_scalar_, target);

        public Tensor pow(Tensor exponent) => Map(&Native.ts_pow, exponent);

        public Tensor pow(Scalar exponent) => Map(&Native.ts_pow_scalar, exponent);

        public Tensor pow_(Tensor exponent) => Change(&Native.ts_pow_, exponent);

        public Tensor pow_(Scalar exponent) => Change(&Native.ts_pow_scalar_, exponent);

        public Tensor remainder(Tensor target) => Map(&Native.ts_remainder, target);

        public Tensor remainder(Scalar scalar) => Map(&Native.ts_remainder_scalar, scalar);

        public Tensor remainder_(Tensor target) => Change(&Native.ts_remainder_, target);

        public Tensor remainder_(Scalar scalar) => Change(&Native.ts_remainder_scalar_, scalar);

        public Tensor fmod(Tensor target) => Map(&Native.ts_fmod, target);

        public Tensor fmod(Scalar scalar) => Map(&Native.ts_fmod_scalar, scalar);

        public Tensor fmod_(Tensor target) => Change(&Native.ts_fmod_, target);

        public Tensor fmod_(Scalar scalar) => Change(&Native.ts_fmod_scalar_, scalar);

        public Tensor floor_divide(Tensor other) => Map(&Native.ts_floor_divide, other);

        public Tensor floor_divide(Scalar other) => Map(&Native.ts_floor_divide_scalar, other);

        public Tensor floor_divide_(Tensor other) => Change(&Native.ts_floor_divide_, other);

        public Tensor floor_divide_(Scalar other) => Change(&Native.ts_floor_divide_scalar_, other);

        public Tensor multiply(Tensor target) => mul(target);

        public Tensor multiply(Scalar target) => mul(target);

        public Tensor subtract(Tensor target) => sub(target);

        public Tensor subtract(Scalar target) => sub(target);

        public Tensor divide(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => div(target, rounding_mode);

        public Tensor divide(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => div(target, rounding_mode);

        public Tensor true_divide(Tensor other) => div(other);

        public Tensor true_divide(Scalar other) => div(other);

        public Tensor atan2(Tensor other) => Map(&Native.ts_atan2, other);

        public Tensor maximum(Tensor other) => Map(&Native.ts_maximum, other);

        public Tensor minimum(Tensor other) => Map(&Native.ts_minimum, other);

        public Tensor max(Tensor other) => maximum(other);

        public Tensor min(Tensor other) => minimum(other);

        public Tensor addcmul(Tensor tensor1, Tensor tensor2, Scalar value) =>
            Made(Native.ts_addcmul(Handle, tensor1.Handle, tensor2.Handle, value.Value), tensor1, tensor2);

        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value) =>
            Changed(Native.ts_addcmul_(Handle, tensor1.Handle, tensor2.Handle, value.Value), tensor1, tensor2);

        public Tensor addcdiv(Tensor tensor1, Tensor tensor2) => addcdiv(tensor1, tensor2, 1);

        public Tensor addcdiv(Tensor tensor1, Tensor tensor2, Scalar value) =>
            Made(Native.ts_addcdiv(Handle, tensor1.Handle, tensor2.Handle, value.Value), tensor1, tensor2);

        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2) => addcdiv_(tensor1, tensor2, 1);

        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value) =>
            Changed(Native.ts_addcdiv_(Handle, tensor1.Handle, tensor2.Handle, value.Value), tensor1, tensor2);

        public Tensor lerp(Tensor end, Tensor weight) => Made(Native.ts_lerp(Handle, end.Handle, weight.Handle), end, weight);

        public Tensor lerp_(Tensor end, Tensor weight) => Changed(Native.ts_lerp_(Handle, end.Handle, weight.Handle), end, weight);
    }
}
