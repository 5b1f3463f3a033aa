namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        public Tensor abs() => Map(&Native.ts_abs);

        public Tensor abs_() => Change(&Native.ts_abs_);

        public Tensor ceil() => Map(&Native.ts_ceil);

        public Tensor ceil_() => Change(&Native.ts_ceil_);

        public Tensor erf() => Map(&Native.ts_erf);

        public Tensor erf_() => Change(&Native.ts_erf_);

        public Tensor exp() => Map(&Native.ts_exp);

        public Tensor exp_() => Change(&Native.ts_exp_);

        public Tensor expm1() => Map(&Native.ts_expm1);

        public Tensor expm1_() => Change(&Native.ts_expm1_);

        public Tensor floor() => Map(&Native.ts_floor);

        public Tensor floor_() => Change(&Native.ts_floor_);

        public Tensor log() => Map(&Native.ts_log);

        public Tensor log_() => Change(&Native.ts_log_);

        public Tensor log10() => Map(&Native.ts_log10);

        public Tensor log10_() => Change(&Native.ts_log10_);

        public Tensor log1p() => Map(&Native.ts_log1p);

        public Tensor log1p_() => Change(&Native.ts_log1p_);

        public Tensor log2() => Map(&Native.ts_log2);

        public Tensor log2_() => Change(&Native.ts_log2_);

        public Tensor neg() => Map(&Native.ts_neg);

        public Tensor neg_() => Change(&Native.ts_neg_);

        public Tensor reciprocal() => Map(&Native.ts_reciprocal);

        public Tensor reciprocal_() => Change(&Native.ts_reciprocal_);

        public Tensor relu() => Map(&Native.ts_relu);

        public Tensor relu_() => Change(&Native.ts_relu_);

        public Tensor rsqrt() => Map(&Native.ts_rsqrt);

        public Tensor rsqrt_() => Change(&Native.ts_rsqrt_);

        public Tensor sigmoid() => Map(&Native.ts_sigmoid);

        public Tensor sigmoid_() => Change(&Native.ts_sigmoid_);

        public Tensor sign() => Map(&Native.ts_sign);

        public Tensor sign_() => Change(&Native.ts_sign_);

        public Tensor sin() => Map(&Native.ts_sin);

        public Tensor sin_() => Change(&Native.ts_sin_);

        public Tensor cos() => Map(&Native.ts_cos);

        public Tensor cos_() => Change(&Native.ts_cos_);

        public Tensor tan() => Map(&Native.ts_tan);

        public Tensor tan_() => Change(&Native.ts_tan_);

        public Tensor sqrt() => Map(&Native.ts_sqrt);

        public Tensor sqrt_() => Change(&Native.ts_sqrt_);

        public Tensor tanh() => Map(&Native.ts_tanh);

        public Tensor tanh_() => Change(&Native.ts_tanh_);

        public Tensor trunc() => Map(&Native.ts_trunc);

        public Tensor trunc_() => Change(&Native.ts_trunc_);

        public Tensor frac() => Map(&Native.ts_frac);

        public Tensor frac_() => Change(&Native.ts_frac_);

        public Tensor acos() => Map(&Native.ts_acos);

        public Tensor acos_() => Change(&Native.ts_acos_);

        public Tensor asin() => Map(&Native.ts_asin);

        public Tensor asin_() => Change(&Native.ts_asin_);

        public Tensor atan() => Map(&Native.ts_atan);

        public Tensor atan_() => Change(&Native.ts_atan_);

        public Tensor silu() => Map(&Native.ts_silu);

        public Tensor silu_() => Change(&Native.ts_silu_);

        public Tensor absolute() => abs();

        public Tensor absolute_() => abs_();

        public Tensor negative() => neg();

        public Tensor square() => Map(&Native.ts_square);

        public Tensor gelu() => Map(&Native.ts_gelu);

        public Tensor softplus() => Map(&Native.ts_softplus);

        public Tensor log_sigmoid() => Map(&Native.ts_log_sigmoid);

        public Tensor round(long decimals = 0) => Made(Native.ts_round_decimals(Handle, decimals));

        public Tensor round_(long decimals = 0) => Changed(Native.ts_round_decimals_(Handle, decimals));

        public Tensor leaky_relu(Scalar negative_slope) => Map(&Native.ts_leaky_relu, negative_slope);

        public Tensor leaky_relu_(Scalar negative_slope) => Change(&Native.ts_leaky_relu_, negative_slope);

        public Tensor softmax(long dim, ScalarType? dtype = null) => Made(Native.ts_softmax(Handle, dim, Native.Type(dtype)));

        public Tensor log_softmax(long dim, ScalarType? dtype = null) => Made(Native.ts_log_softmax(Handle, dim, Native.Type(dtype)));

        public Tensor nan_to_num(double nan = 0, double? posinf = null, double? neginf = null)
        {
            double positive = posinf.GetValueOrDefault();
            double negative = neginf.GetValueOrDefault();
            return Made(Native.ts_nan_to_num(Handle, nan, posinf.HasValue ? &positive : null, neginf.HasValue ? &negative : null));
        }
    }
}
