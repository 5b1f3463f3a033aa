// Making tensors, asking about them, and copying between types and devices.
#include "Boundary.h"

#include <ATen/ops/arange.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/empty_like.h>
#include <ATen/ops/eye.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/full.h>
#include <ATen/ops/full_like.h>
#include <ATen/ops/linspace.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/ones_like.h>
#include <ATen/ops/promote_types.h>
#include <ATen/ops/renorm.h>
#include <ATen/ops/result_type.h>
#include <ATen/ops/scalar_tensor.h>
#include <ATen/ops/stack.h>
#include <ATen/ops/tril.h>
#include <ATen/ops/triu.h>
#include <ATen/ops/zeros.h>
#include <ATen/ops/zeros_like.h>

#include <algorithm>

using namespace boundary;

#define OPTIONS int32_t type, int32_t device_type, int32_t device_index, int32_t requires_grad
#define GIVEN options(type, device_type, device_index)

TS_EXPORT Handle ts_empty(const int64_t* shape, int32_t rank, OPTIONS) {
    return tensor([&] { return at::empty(sizes(shape, rank), GIVEN).set_requires_grad(requires_grad != 0); });
}

TS_EXPORT Handle ts_zeros(const int64_t* shape, int32_t rank, OPTIONS) {
    return tensor([&] { return at::zeros(sizes(shape, rank), GIVEN).set_requires_grad(requires_grad != 0); });
}

TS_EXPORT Handle ts_ones(const int64_t* shape, int32_t rank, OPTIONS) {
    return tensor([&] { return at::ones(sizes(shape, rank), GIVEN).set_requires_grad(requires_grad != 0); });
}

TS_EXPORT Handle ts_full(const int64_t* shape, int32_t rank, ScalarValue value, OPTIONS) {
    return tensor([&] { return at::full(sizes(shape, rank), to_scalar(value), GIVEN).set_requires_grad(requires_grad != 0); });
}

TS_EXPORT Handle ts_arange(ScalarValue start, ScalarValue stop, ScalarValue step, OPTIONS) {
    return tensor([&] { return at::arange(to_scalar(start), to_scalar(stop), to_scalar(step), GIVEN).set_requires_grad(requires_grad != 0); });
}

TS_EXPORT Handle ts_linspace(double start, double end, int64_t steps, OPTIONS) {
    return tensor([&] { return at::linspace(start, end, steps, GIVEN).set_requires_grad(requires_grad != 0); });
}

TS_EXPORT Handle ts_eye(int64_t rows, int64_t columns, OPTIONS) {
    return tensor([&] { return at::eye(rows, columns, GIVEN).set_requires_grad(requires_grad != 0); });
}

TS_EXPORT Handle ts_scalar_tensor(ScalarValue value, OPTIONS) {
    return tensor([&] { return at::scalar_tensor(to_scalar(value), GIVEN).set_requires_grad(requires_grad != 0); });
}

TS_EXPORT Handle ts_empty_like(Handle x, OPTIONS) {
    return tensor([&] { return at::empty_like(*x, GIVEN).set_requires_grad(requires_grad != 0); });
}

TS_EXPORT Handle ts_zeros_like(Handle x, OPTIONS) {
    return tensor([&] { return at::zeros_like(*x, GIVEN).set_requires_grad(requires_grad != 0); });
}

TS_EXPORT Handle ts_ones_like(Handle x, OPTIONS) {
    return tensor([&] { return at::ones_like(*x, GIVEN).set_requires_grad(requires_grad != 0); });
}

TS_EXPORT Handle ts_full_like(Handle x, ScalarValue value, OPTIONS) {
    return tensor([&] { return at::full_like(*x, to_scalar(value), GIVEN).set_requires_grad(requires_grad != 0); });
}

// A tensor over memory of the caller, who is told through `release(context)` when nobody uses it any more.
TS_EXPORT Handle ts_from_memory(void* data, int32_t data_type, void (*release)(void*), void* context,
                                const int64_t* shape, int32_t rank, OPTIONS) {
    return tensor([&] {
        auto shared = at::from_blob(
            data, sizes(shape, rank), [release, context](void*) { release(context); },
            at::TensorOptions().dtype(static_cast<at::ScalarType>(data_type)));
        auto made = shared.to(to_device(device_type, device_index), static_cast<at::ScalarType>(type));
        return made.set_requires_grad(requires_grad != 0);
    });
}

TS_EXPORT void ts_dispose(Handle x) {
    delete x;
}

TS_EXPORT Handle ts_alias(Handle x) {
    return tensor([&] { return *x; });
}

TS_EXPORT int64_t ts_dim(Handle x) {
    return guard<int64_t>(-1, [&] { return x->dim(); });
}

TS_EXPORT int64_t ts_numel(Handle x) {
    return guard<int64_t>(-1, [&] { return x->numel(); });
}

TS_EXPORT int64_t ts_element_size(Handle x) {
    return static_cast<int64_t>(x->dtype().itemsize());
}

TS_EXPORT int32_t ts_size(Handle x, int64_t dim, int64_t* out) {
    return status([&] { *out = x->size(dim); });
}

TS_EXPORT int32_t ts_stride(Handle x, int64_t dim, int64_t* out) {
    return status([&] { *out = x->stride(dim); });
}

TS_EXPORT int32_t ts_shape(Handle x, int64_t* out) {
    return status([&] {
        auto shape = x->sizes();
        std::copy(shape.begin(), shape.end(), out);
    });
}

TS_EXPORT int32_t ts_strides(Handle x, int64_t* out) {
    return status([&] {
        auto strides = x->strides();
        std::copy(strides.begin(), strides.end(), out);
    });
}

TS_EXPORT int64_t ts_storage_offset(Handle x) {
    return guard<int64_t>(-1, [&] { return x->storage_offset(); });
}

TS_EXPORT int32_t ts_dtype(Handle x) {
    return static_cast<int32_t>(x->scalar_type());
}

TS_EXPORT int32_t ts_device_type(Handle x) {
    return static_cast<int32_t>(x->device().type());
}

TS_EXPORT int32_t ts_device_index(Handle x) {
    return static_cast<int32_t>(x->device().index());
}

TS_EXPORT int32_t ts_is_contiguous(Handle x) {
    return x->is_contiguous() ? 1 : 0;
}

TS_EXPORT int32_t ts_is_sparse(Handle x) {
    return x->is_sparse() ? 1 : 0;
}

TS_EXPORT int32_t ts_is_pinned(Handle x) {
    return guard<int32_t>(0, [&] { return x->is_pinned() ? 1 : 0; });
}

TS_EXPORT Handle ts_pin_memory(Handle x) {
    return tensor([&] { return x->pin_memory(); });
}

TS_EXPORT void* ts_data(Handle x) {
    return guard<void*>(nullptr, [&] { return x->data_ptr(); });
}

TS_EXPORT int32_t ts_item(Handle x, ScalarValue* out) {
    return status([&] {
        auto value = x->item();
        if (value.isBoolean()) {
            out->kind = 3;
            out->integer = value.to<bool>() ? 1 : 0;
        } else if (value.isFloatingPoint()) {
            out->kind = 2;
            out->real = value.to<double>();
        } else {
            out->kind = 1;
            out->integer = value.to<int64_t>();
        }
    });
}

TS_EXPORT Handle ts_to(Handle x, int32_t type, int32_t device_type, int32_t device_index, int32_t copy, int32_t non_blocking) {
    return tensor([&] {
        return x->to(to_device(device_type, device_index), static_cast<at::ScalarType>(type), non_blocking != 0, copy != 0);
    });
}

TS_EXPORT Handle ts_to_type(Handle x, int32_t type, int32_t copy, int32_t non_blocking) {
    return tensor([&] { return x->to(static_cast<at::ScalarType>(type), non_blocking != 0, copy != 0); });
}

TS_EXPORT Handle ts_to_device(Handle x, int32_t device_type, int32_t device_index, int32_t copy, int32_t non_blocking) {
    return tensor([&] { return x->to(to_device(device_type, device_index), x->scalar_type(), non_blocking != 0, copy != 0); });
}

TS_EXPORT Handle ts_clone(Handle x) {
    return tensor([&] { return x->clone(); });
}

TS_EXPORT Handle ts_contiguous(Handle x) {
    return tensor([&] { return x->contiguous(); });
}

TS_EXPORT int32_t ts_copy_(Handle x, Handle source, int32_t non_blocking) {
    return status([&] { x->copy_(*source, non_blocking != 0); });
}

TS_EXPORT int32_t ts_set_(Handle x, Handle source) {
    return status([&] { x->set_(*source); });
}

TS_EXPORT int32_t ts_fill_(Handle x, ScalarValue value) {
    return status([&] { x->fill_(to_scalar(value)); });
}

TS_EXPORT int32_t ts_zero_(Handle x) {
    return status([&] { x->zero_(); });
}

TS_EXPORT int32_t ts_promote_types(int32_t first, int32_t second) {
    return guard<int32_t>(-1, [&] {
        return static_cast<int32_t>(at::promote_types(static_cast<at::ScalarType>(first), static_cast<at::ScalarType>(second)));
    });
}

TS_EXPORT int32_t ts_result_type(Handle first, Handle second) {
    return guard<int32_t>(-1, [&] { return static_cast<int32_t>(at::result_type(*first, *second)); });
}

TS_EXPORT Handle ts_cat(const Handle* tensors, int32_t count, int64_t dim) {
    return tensor([&] { return at::cat(to_list(tensors, count), dim); });
}

TS_EXPORT Handle ts_stack(const Handle* tensors, int32_t count, int64_t dim) {
    return tensor([&] { return at::stack(to_list(tensors, count), dim); });
}

TS_EXPORT Handle ts_tril(Handle x, int64_t diagonal) {
    return tensor([&] { return at::tril(*x, diagonal); });
}

TS_EXPORT Handle ts_triu(Handle x, int64_t diagonal) {
    return tensor([&] { return at::triu(*x, diagonal); });
}

TS_EXPORT Handle ts_renorm(Handle x, float p, int64_t dim, float max_norm) {
    return tensor([&] { return at::renorm(*x, p, dim, max_norm); });
}
