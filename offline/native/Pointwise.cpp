// Element-by-element functions and arithmetic.
#include "Pointwise.h"

#include <ATen/ops/abs.h>
#include <ATen/ops/acos.h>
#include <ATen/ops/add.h>
#include <ATen/ops/addcdiv.h>
#include <ATen/ops/addcmul.h>
#include <ATen/ops/asin.h>
#include <ATen/ops/atan.h>
#include <ATen/ops/atan2.h>
#include <ATen/ops/ceil.h>
#include <ATen/ops/cos.h>
#include <ATen/ops/div.h>
#include <ATen/ops/erf.h>
#include <ATen/ops/exp.h>
#include <ATen/ops/expm1.h>
#include <ATen/ops/floor.h>
#include <ATen/ops/floor_divide.h>
#include <ATen/ops/fmod.h>
#include <ATen/ops/frac.h>
#include <ATen/ops/gelu.h>
#include <ATen/ops/leaky_relu.h>
#include <ATen/ops/lerp.h>
#include <ATen/ops/log.h>
#include <ATen/ops/log10.h>
#include <ATen/ops/log1p.h>
#include <ATen/ops/log2.h>
#include <ATen/ops/log_sigmoid.h>
#include <ATen/ops/maximum.h>
#include <ATen/ops/minimum.h>
#include <ATen/ops/mul.h>
#include <ATen/ops/nan_to_num.h>
#include <ATen/ops/neg.h>
#include <ATen/ops/pow.h>
#include <ATen/ops/reciprocal.h>
#include <ATen/ops/relu.h>
#include <ATen/ops/remainder.h>
#include <ATen/ops/round.h>
#include <ATen/ops/rsqrt.h>
#include <ATen/ops/sigmoid.h>
#include <ATen/ops/sign.h>
#include <ATen/ops/silu.h>
#include <ATen/ops/sin.h>
#include <ATen/ops/softplus.h>
#include <ATen/ops/sqrt.h>
#include <ATen/ops/square.h>
#include <ATen/ops/sub.h>
#include <ATen/ops/tan.h>
#include <ATen/ops/tanh.h>
#include <ATen/ops/trunc.h>

using namespace boundary;

UNARY(abs)
UNARY_IN_PLACE(abs)
UNARY(ceil)
UNARY_IN_PLACE(ceil)
UNARY(erf)
UNARY_IN_PLACE(erf)
UNARY(exp)
UNARY_IN_PLACE(exp)
UNARY(expm1)
UNARY_IN_PLACE(expm1)
UNARY(floor)
UNARY_IN_PLACE(floor)
UNARY(frac)
UNARY_IN_PLACE(frac)
UNARY(log)
UNARY_IN_PLACE(log)
UNARY(log10)
UNARY_IN_PLACE(log10)
UNARY(log1p)
UNARY_IN_PLACE(log1p)
UNARY(log2)
UNARY_IN_PLACE(log2)
UNARY(neg)
UNARY_IN_PLACE(neg)
UNARY(reciprocal)
UNARY_IN_PLACE(reciprocal)
UNARY(relu)
UNARY_IN_PLACE(relu)
UNARY(rsqrt)
UNARY_IN_PLACE(rsqrt)
UNARY(sigmoid)
UNARY_IN_PLACE(sigmoid)
UNARY(sign)
UNARY_IN_PLACE(sign)
UNARY(sin)
UNARY_IN_PLACE(sin)
UNARY(cos)
UNARY_IN_PLACE(cos)
UNARY(tan)
UNARY_IN_PLACE(tan)
UNARY(sqrt)
UNARY_IN_PLACE(sqrt)
UNARY(square)
UNARY(tanh)
UNARY_IN_PLACE(tanh)
UNARY(trunc)
UNARY_IN_PLACE(trunc)
UNARY(silu)
UNARY(acos)
UNARY_IN_PLACE(acos)
UNARY(asin)
UNARY_IN_PLACE(asin)
UNARY(atan)
UNARY_IN_PLACE(atan)

UNARY(gelu)
UNARY(log_sigmoid)
UNARY(softplus)

BINARY(mul)
BINARY_IN_PLACE(mul)
WITH_SCALAR(mul)
WITH_SCALAR_IN_PLACE(mul)
BINARY(pow)
BINARY_IN_PLACE(pow)
WITH_SCALAR(pow)
WITH_SCALAR_IN_PLACE(pow)
BINARY(remainder)
BINARY_IN_PLACE(remainder)
WITH_SCALAR(remainder)
WITH_SCALAR_IN_PLACE(remainder)
BINARY(fmod)
BINARY_IN_PLACE(fmod)
WITH_SCALAR(fmod)
WITH_SCALAR_IN_PLACE(fmod)
BINARY(floor_divide)
BINARY_IN_PLACE(floor_divide)
WITH_SCALAR(floor_divide)
WITH_SCALAR_IN_PLACE(floor_divide)

BINARY(atan2)
BINARY(maximum)
BINARY(minimum)

TS_EXPORT Handle ts_add(Handle x, Handle y, ScalarValue alpha) {
    return tensor([&] { return at::add(*x, *y, to_scalar(alpha)); });
}

TS_EXPORT int32_t ts_add_(Handle x, Handle y, ScalarValue alpha) {
    return status([&] { x->add_(*y, to_scalar(alpha)); });
}

TS_EXPORT Handle ts_add_scalar(Handle x, ScalarValue y, ScalarValue alpha) {
    return tensor([&] { return at::add(*x, to_scalar(y), to_scalar(alpha)); });
}

TS_EXPORT int32_t ts_add_scalar_(Handle x, ScalarValue y, ScalarValue alpha) {
    return status([&] { x->add_(to_scalar(y), to_scalar(alpha)); });
}

TS_EXPORT Handle ts_sub(Handle x, Handle y, ScalarValue alpha) {
    return tensor([&] { return at::sub(*x, *y, to_scalar(alpha)); });
}

TS_EXPORT int32_t ts_sub_(Handle x, Handle y, ScalarValue alpha) {
    return status([&] { x->sub_(*y, to_scalar(alpha)); });
}

TS_EXPORT Handle ts_sub_scalar(Handle x, ScalarValue y, ScalarValue alpha) {
    return tensor([&] { return at::sub(*x, to_scalar(y), to_scalar(alpha)); });
}

TS_EXPORT int32_t ts_sub_scalar_(Handle x, ScalarValue y, ScalarValue alpha) {
    return status([&] { x->sub_(to_scalar(y), to_scalar(alpha)); });
}

// Rounding of a quotient: 0 none, 1 towards zero, 2 down.
static const char* rounding_name(int32_t rounding) {
    return rounding == 1 ? "trunc" : "floor";
}

TS_EXPORT Handle ts_div(Handle x, Handle y, int32_t rounding) {
    return tensor([&] { return rounding == 0 ? at::div(*x, *y) : at::div(*x, *y, rounding_name(rounding)); });
}

TS_EXPORT int32_t ts_div_(Handle x, Handle y, int32_t rounding) {
    return status([&] { rounding == 0 ? x->div_(*y) : x->div_(*y, rounding_name(rounding)); });
}

TS_EXPORT Handle ts_div_scalar(Handle x, ScalarValue y, int32_t rounding) {
    return tensor([&] { return rounding == 0 ? at::div(*x, to_scalar(y)) : at::div(*x, to_scalar(y), rounding_name(rounding)); });
}

TS_EXPORT int32_t ts_div_scalar_(Handle x, ScalarValue y, int32_t rounding) {
    return status([&] { rounding == 0 ? x->div_(to_scalar(y)) : x->div_(to_scalar(y), rounding_name(rounding)); });
}

TS_EXPORT Handle ts_round_decimals(Handle x, int64_t decimals) {
    return tensor([&] { return at::round(*x, decimals); });
}

TS_EXPORT int32_t ts_round_decimals_(Handle x, int64_t decimals) {
    return status([&] { x->round_(decimals); });
}

TS_EXPORT Handle ts_addcmul(Handle x, Handle first, Handle second, ScalarValue value) {
    return tensor([&] { return at::addcmul(*x, *first, *second, to_scalar(value)); });
}

TS_EXPORT int32_t ts_addcmul_(Handle x, Handle first, Handle second, ScalarValue value) {
    return status([&] { x->addcmul_(*first, *second, to_scalar(value)); });
}

TS_EXPORT Handle ts_addcdiv(Handle x, Handle first, Handle second, ScalarValue value) {
    return tensor([&] { return at::addcdiv(*x, *first, *second, to_scalar(value)); });
}

TS_EXPORT int32_t ts_addcdiv_(Handle x, Handle first, Handle second, ScalarValue value) {
    return status([&] { x->addcdiv_(*first, *second, to_scalar(value)); });
}

TS_EXPORT Handle ts_lerp(Handle x, Handle end, Handle weight) {
    return tensor([&] { return at::lerp(*x, *end, *weight); });
}

TS_EXPORT int32_t ts_lerp_(Handle x, Handle end, Handle weight) {
    return status([&] { x->lerp_(*end, *weight); });
}

TS_EXPORT int32_t ts_silu_(Handle x) {
    return status([&] { at::silu_(*x); });
}

TS_EXPORT Handle ts_leaky_relu(Handle x, ScalarValue slope) {
    return tensor([&] { return at::leaky_relu(*x, to_scalar(slope)); });
}

TS_EXPORT int32_t ts_leaky_relu_(Handle x, ScalarValue slope) {
    return status([&] { at::leaky_relu_(*x, to_scalar(slope)); });
}

TS_EXPORT Handle ts_nan_to_num(Handle x, double nan, const double* positive, const double* negative) {
    return tensor([&] {
        return at::nan_to_num(*x, nan, positive ? Optional<double>(*positive) : Optional<double>(),
                              negative ? Optional<double>(*negative) : Optional<double>());
    });
}
