// The shapes that most element-by-element functions have.
#pragma once

#include "Boundary.h"

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
