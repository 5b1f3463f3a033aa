// Element-by-element comparison, logic and choice.
#include "Pointwise.h"

#include <ATen/ops/allclose.h>
#include <ATen/ops/bitwise_and.h>
#include <ATen/ops/bitwise_not.h>
#include <ATen/ops/bitwise_or.h>
#include <ATen/ops/bitwise_xor.h>
#include <ATen/ops/clamp.h>
#include <ATen/ops/eq.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/ge.h>
#include <ATen/ops/gt.h>
#include <ATen/ops/isclose.h>
#include <ATen/ops/isfinite.h>
#include <ATen/ops/isinf.h>
#include <ATen/ops/isnan.h>
#include <ATen/ops/le.h>
#include <ATen/ops/logical_and.h>
#include <ATen/ops/logical_not.h>
#include <ATen/ops/logical_or.h>
#include <ATen/ops/logical_xor.h>
#include <ATen/ops/lt.h>
#include <ATen/ops/masked_fill.h>
#include <ATen/ops/ne.h>
#include <ATen/ops/where.h>

using namespace boundary;

UNARY(logical_not)
UNARY_IN_PLACE(logical_not)
UNARY(bitwise_not)
UNARY_IN_PLACE(bitwise_not)
UNARY(isnan)
UNARY(isfinite)
UNARY(isinf)
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
