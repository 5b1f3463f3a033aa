// Element-by-element arithmetic, comparison and logic.
#include "Boundary.h"

#include <ATen/ops/abs.h>
#include <ATen/ops/acos.h>
#include <ATen/ops/add.h>
#include <ATen/ops/addcdiv.h>
#include <ATen/ops/addcmul.h>
#include <ATen/ops/allclose.h>
#include <ATen/ops/asin.h>
#include <ATen/ops/atan.h>
#include <ATen/ops/atan2.h>
#include <ATen/ops/bitwise_and.h>
#include <ATen/ops/bitwise_not.h>
#include <ATen/ops/bitwise_or.h>
#include <ATen/ops/bitwise_xor.h>
#include <ATen/ops/ceil.h>
#include <ATen/ops/clamp.h>
#include <ATen/ops/clamp_max.h>
#include <ATen/ops/clamp_min.h>
#include <ATen/ops/cos.h>
#include <ATen/ops/div.h>
#include <ATen/ops/elu.h>
#include <ATen/ops/eq.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/erf.h>
#include <ATen/ops/exp.h>
#include <ATen/ops/expm1.h>
#include <ATen/ops/floor.h>
#include <ATen/ops/floor_divide.h>
#include <ATen/ops/fmod.h>
#include <ATen/ops/frac.h>
#include <ATen/ops/ge.h>
#include <ATen/ops/gelu.h>
#include <ATen/ops/gt.h>
#include <ATen/ops/isclose.h>
#include <ATen/ops/isfinite.h>
#include <ATen/ops/isinf.h>
#include <ATen/ops/isnan.h>
#include <ATen/ops/le.h>
#include <ATen/ops/leaky_relu.h>
#include <ATen/ops/lerp.h>
#include <ATen/ops/log.h>
#include <ATen/ops/log10.h>
#include <ATen/ops/log1p.h>
#include <ATen/ops/log2.h>
#include <ATen/ops/log_sigmoid.h>
#include <ATen/ops/logical_and.h>
#include <ATen/ops/logical_not.h>
#include <ATen/ops/logical_or.h>
#include <ATen/ops/logical_xor.h>
#include <ATen/ops/lt.h>
#include <ATen/ops/masked_fill.h>
#include <ATen/ops/maximum.h>
#include <ATen/ops/minimum.h>
#include <ATen/ops/mul.h>
#include <ATen/ops/nan_to_num.h>
#include <ATen/ops/ne.h>
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
#include <ATen/ops/where.h>

using namespace boundary;

#define UNARY(name) \
    TS_EXPORT Handle ts_##name(Handle x) { return tensor([&] { return at::name(*x); }); }

#define UNARY_IN_PLACE(name) \
    TS_EXPORT int32_t ts_##name##_(Handle x) { return status([&] { x->name##_(); }); }

#define BINARY(name) \
    TS_EXPORT Handle ts_##name(Handle x, Handle y) { return tensor([&] { return at::name(*x, *y); }); }

#define BINARY_IN_PLACE(name) \
    TS_EXPORT int32_t ts_##name##_(Handle x, Handle y) { return status([&] { x->name##_(*y); }); }

#define WITH_SCALAR(name) \
    TS_EXPORT Handle ts_##name##_scalar(Handle x, ScalarValue y) { return tensor([&] { return at::name(*x, to_scalar(y)); }); }

#define WITH_SCALAR_IN_PLACE(name) \
    TS_EXPORT int32_t ts_##name##_scalar_(Handle x, ScalarValue y) { return status([&] { x->name##_(to_scalar(y)); }); }

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
UNARY(logical_not)
UNARY_IN_PLACE(logical_not)
UNARY(bitwise_not)
UNARY_IN_PLACE(bitwise_not)
UNARY(silu)
UNARY(acos)
UNARY_IN_PLACE(acos)
UNARY(asin)
UNARY_IN_PLACE(asin)
UNARY(atan)
UNARY_IN_PLACE(atan)

UNARY(isnan)
UNARY(isfinite)
UNARY(isinf)
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
BINARY(eq)
BINARY_IN_PLACE(eq)
WITH_SCALAR(eq)
WITH_SCALAR_IN_PLACE(eq)
BINARY(ne)
BINARY_IN_PLACE(ne)
WITH_SCALAR(ne)
WITH_SCALAR_IN_PLACE(ne)
BINARY(lt)
BINARY_IN_PLACE(lt)
WITH_SCALAR(lt)
WITH_SCALAR_IN_PLACE(lt)
BINARY(le)
BINARY_IN_PLACE(le)
WITH_SCALAR(le)
WITH_SCALAR_IN_PLACE(le)
BINARY(gt)
BINARY_IN_PLACE(gt)
WITH_SCALAR(gt)
WITH_SCALAR_IN_PLACE(gt)
BINARY(ge)
BINARY_IN_PLACE(ge)
WITH_SCALAR(ge)
WITH_SCALAR_IN_PLACE(ge)

BINARY(logical_and)
BINARY_IN_PLACE(logical_and)
BINARY(logical_or)
BINARY_IN_PLACE(logical_or)
BINARY(logical_xor)
BINARY_IN_PLACE(logical_xor)
BINARY(bitwise_and)
BINARY_IN_PLACE(bitwise_and)
BINARY(bitwise_or)
BINARY_IN_PLACE(bitwise_or)
BINARY(bitwise_xor)
BINARY_IN_PLACE(bitwise_xor)
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

TS_EXPORT Handle ts_clamp(Handle x, ScalarValue low, ScalarValue high) {
    return tensor([&] { return at::clamp(*x, to_optional_scalar(low), to_optional_scalar(high)); });
}

TS_EXPORT int32_t ts_clamp_(Handle x, ScalarValue low, ScalarValue high) {
    return status([&] { x->clamp_(to_optional_scalar(low), to_optional_scalar(high)); });
}

TS_EXPORT Handle ts_clamp_tensor(Handle x, Handle low, Handle high) {
    return tensor([&] { return at::clamp(*x, to_optional(low), to_optional(high)); });
}

TS_EXPORT int32_t ts_clamp_tensor_(Handle x, Handle low, Handle high) {
    return status([&] { x->clamp_(to_optional(low), to_optional(high)); });
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

TS_EXPORT Handle ts_where(Handle condition, Handle x, Handle y) {
    return tensor([&] { return at::where(*condition, *x, *y); });
}

TS_EXPORT Handle ts_masked_fill(Handle x, Handle mask, ScalarValue value) {
    return tensor([&] { return at::masked_fill(*x, *mask, to_scalar(value)); });
}

TS_EXPORT int32_t ts_masked_fill_(Handle x, Handle mask, ScalarValue value) {
    return status([&] { x->masked_fill_(*mask, to_scalar(value)); });
}

TS_EXPORT Handle ts_isclose(Handle x, Handle y, double rtol, double atol, int32_t equal_nan) {
    return tensor([&] { return at::isclose(*x, *y, rtol, atol, equal_nan != 0); });
}

TS_EXPORT int32_t ts_allclose(Handle x, Handle y, double rtol, double atol, int32_t equal_nan) {
    return guard<int32_t>(-1, [&] { return at::allclose(*x, *y, rtol, atol, equal_nan != 0) ? 1 : 0; });
}

TS_EXPORT int32_t ts_equal(Handle x, Handle y) {
    return guard<int32_t>(-1, [&] { return at::equal(*x, *y) ? 1 : 0; });
}
