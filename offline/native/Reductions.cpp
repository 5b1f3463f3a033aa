// Reductions, orderings and counting.
#include "Boundary.h"

#include <ATen/ops/_unique2.h>
#include <ATen/ops/all.h>
#include <ATen/ops/any.h>
#include <ATen/ops/argmax.h>
#include <ATen/ops/argmin.h>
#include <ATen/ops/argsort.h>
#include <ATen/ops/bincount.h>
#include <ATen/ops/count_nonzero.h>
#include <ATen/ops/cumprod.h>
#include <ATen/ops/cumsum.h>
#include <ATen/ops/logsumexp.h>
#include <ATen/ops/max.h>
#include <ATen/ops/mean.h>
#include <ATen/ops/median.h>
#include <ATen/ops/min.h>
#include <ATen/ops/norm.h>
#include <ATen/ops/prod.h>
#include <ATen/ops/sort.h>
#include <ATen/ops/std.h>
#include <ATen/ops/sum.h>
#include <ATen/ops/topk.h>
#include <ATen/ops/unique_dim.h>
#include <ATen/ops/var.h>

using namespace boundary;

TS_EXPORT Handle ts_sum(Handle x, int32_t type) {
    return tensor([&] { return at::sum(*x, to_optional_type(type)); });
}

TS_EXPORT Handle ts_sum_dims(Handle x, const int64_t* dims, int32_t count, int32_t keepdim, int32_t type) {
    return tensor([&] { return at::sum(*x, sizes(dims, count), keepdim != 0, to_optional_type(type)); });
}

TS_EXPORT Handle ts_mean(Handle x) {
    return tensor([&] { return at::mean(*x); });
}

TS_EXPORT Handle ts_mean_dims(Handle x, const int64_t* dims, int32_t count, int32_t keepdim, int32_t type) {
    return tensor([&] { return at::mean(*x, sizes(dims, count), keepdim != 0, to_optional_type(type)); });
}

TS_EXPORT Handle ts_prod(Handle x, int32_t type) {
    return tensor([&] { return at::prod(*x, to_optional_type(type)); });
}

TS_EXPORT Handle ts_prod_dim(Handle x, int64_t dim, int32_t keepdim, int32_t type) {
    return tensor([&] { return at::prod(*x, dim, keepdim != 0, to_optional_type(type)); });
}

#define SPREAD(name) \
    TS_EXPORT Handle ts_##name(Handle x, int32_t unbiased) { return tensor([&] { return at::name(*x, unbiased != 0); }); } \
    TS_EXPORT Handle ts_##name##_dims(Handle x, const int64_t* dims, int32_t count, int32_t unbiased, int32_t keepdim) { \
        return tensor([&] { return at::name(*x, optional_sizes(dims, count), unbiased != 0, keepdim != 0); }); \
    }

#define EXTREME(name) \
    TS_EXPORT Handle ts_##name(Handle x) { return tensor([&] { return at::name(*x); }); } \
    TS_EXPORT int32_t ts_##name##_dim(Handle x, int64_t dim, int32_t keepdim, Handle* out) { \
        return status([&] { store_pair(out, at::name(*x, dim, keepdim != 0)); }); \
    } \
    TS_EXPORT Handle ts_arg##name(Handle x) { return tensor([&] { return at::arg##name(*x); }); } \
    TS_EXPORT Handle ts_arg##name##_dim(Handle x, int64_t dim, int32_t keepdim) { \
        return tensor([&] { return at::arg##name(*x, dim, keepdim != 0); }); \
    }

#define TRUTH(name) \
    TS_EXPORT Handle ts_##name(Handle x) { return tensor([&] { return at::name(*x); }); } \
    TS_EXPORT Handle ts_##name##_dim(Handle x, int64_t dim, int32_t keepdim) { \
        return tensor([&] { return at::name(*x, dim, keepdim != 0); }); \
    }

SPREAD(std)
SPREAD(var)
EXTREME(max)
EXTREME(min)
TRUTH(all)
TRUTH(any)

TS_EXPORT Handle ts_norm(Handle x, float p) {
    return tensor([&] { return at::norm(*x, p); });
}

TS_EXPORT Handle ts_norm_dim(Handle x, int64_t dim, int32_t keepdim, float p) {
    return tensor([&] { return at::norm(*x, Optional<at::Scalar>(p), sizes(&dim, 1), keepdim != 0); });
}

TS_EXPORT Handle ts_logsumexp(Handle x, int64_t dim, int32_t keepdim) {
    return tensor([&] { return at::logsumexp(*x, sizes(&dim, 1), keepdim != 0); });
}

TS_EXPORT Handle ts_cumsum(Handle x, int64_t dim, int32_t type) {
    return tensor([&] { return at::cumsum(*x, dim, to_optional_type(type)); });
}

TS_EXPORT Handle ts_cumprod(Handle x, int64_t dim, int32_t type) {
    return tensor([&] { return at::cumprod(*x, dim, to_optional_type(type)); });
}

TS_EXPORT Handle ts_median(Handle x) {
    return tensor([&] { return at::median(*x); });
}

TS_EXPORT Handle ts_count_nonzero(Handle x, const int64_t* dims, int32_t count) {
    return tensor([&] { return dims == nullptr ? at::count_nonzero(*x) : at::count_nonzero(*x, sizes(dims, count)); });
}

TS_EXPORT Handle ts_bincount(Handle x, Handle weights, int64_t minlength) {
    return tensor([&] { return at::bincount(*x, to_optional(weights), minlength); });
}

TS_EXPORT int32_t ts_topk(Handle x, int64_t k, int64_t dim, int32_t largest, int32_t sorted, Handle* out) {
    return status([&] { store_pair(out, at::topk(*x, k, dim, largest != 0, sorted != 0)); });
}

TS_EXPORT int32_t ts_sort(Handle x, int64_t dim, int32_t descending, int32_t stable, Handle* out) {
    return status([&] { store_pair(out, at::sort(*x, Optional<bool>(stable != 0), dim, descending != 0)); });
}

TS_EXPORT Handle ts_argsort(Handle x, int64_t dim, int32_t descending) {
    return tensor([&] { return at::argsort(*x, dim, descending != 0); });
}

// Three results: the values, then (null where not asked for) the inverse and the counts.
TS_EXPORT int32_t ts_unique(Handle x, const int64_t* dim, int32_t sorted, int32_t inverse, int32_t counts, Handle* out) {
    return status([&] {
        auto found = dim == nullptr ? at::_unique2(*x, sorted != 0, inverse != 0, counts != 0)
                                    : at::unique_dim(*x, *dim, sorted != 0, inverse != 0, counts != 0);
        out[0] = new at::Tensor(std::get<0>(found));
        out[1] = inverse != 0 ? new at::Tensor(std::get<1>(found)) : nullptr;
        out[2] = counts != 0 ? new at::Tensor(std::get<2>(found)) : nullptr;
    });
}
