// What every function of the C interface shares: handles, optional arguments, and exceptions that stop at the boundary.
#pragma once

#include <ATen/core/Tensor.h>
#include <c10/core/Scalar.h>
#include <c10/util/Exception.h>

#include <cstdint>
#include <exception>
#include <memory>
#include <tuple>
#include <utility>
#include <vector>

#define TS_EXPORT extern "C" __attribute__((visibility("default")))

namespace boundary {

using Handle = at::Tensor*;

// c10::optional in older releases, std::optional in newer ones.
template <typename T>
struct OptionalFamily;
template <template <typename> class Family, typename T>
struct OptionalFamily<Family<T>> {
    template <typename U>
    using Of = Family<U>;
};
template <typename U>
using Optional = typename OptionalFamily<decltype(std::declval<at::TensorOptions>().device_opt())>::template Of<U>;

// A scalar as .NET passes it, in two registers.
struct ScalarValue {
    int64_t kind;  // 0 none, 1 integer, 2 floating point, 3 boolean
    union {
        int64_t integer;
        double real;
    };
};

inline at::Scalar to_scalar(ScalarValue value) {
    switch (value.kind) {
        case 1: return at::Scalar(value.integer);
        case 2: return at::Scalar(value.real);
        case 3: return at::Scalar(value.integer != 0);
        default: TORCH_CHECK(false, "a scalar is required here");
    }
}

inline Optional<at::Scalar> to_optional_scalar(ScalarValue value) {
    return value.kind == 0 ? Optional<at::Scalar>() : Optional<at::Scalar>(to_scalar(value));
}

inline Optional<at::Tensor> to_optional(Handle tensor) {
    return tensor == nullptr ? Optional<at::Tensor>() : Optional<at::Tensor>(*tensor);
}

inline std::vector<at::Tensor> to_list(const Handle* tensors, int32_t count) {
    std::vector<at::Tensor> list;
    list.reserve(static_cast<size_t>(count));
    for (int32_t i = 0; i < count; i++) {
        list.push_back(tensors[i] == nullptr ? at::Tensor() : *tensors[i]);
    }
    return list;
}

// A negative type means "not given".
inline Optional<at::ScalarType> to_optional_type(int32_t type) {
    return type < 0 ? Optional<at::ScalarType>() : Optional<at::ScalarType>(static_cast<at::ScalarType>(type));
}

inline at::IntArrayRef sizes(const int64_t* values, int32_t count) {
    return at::IntArrayRef(values, static_cast<size_t>(count));
}

inline at::OptionalIntArrayRef optional_sizes(const int64_t* values, int32_t count) {
    return values == nullptr ? at::OptionalIntArrayRef() : at::OptionalIntArrayRef(sizes(values, count));
}

inline at::Device to_device(int32_t type, int32_t index) {
    return at::Device(static_cast<at::DeviceType>(type), static_cast<at::DeviceIndex>(index));
}

inline at::TensorOptions options(int32_t type, int32_t device_type, int32_t device_index) {
    return at::TensorOptions().dtype(static_cast<at::ScalarType>(type)).device(to_device(device_type, device_index));
}

// Keeps the message of the exception being handled for ts_take_error.
void remember_exception() noexcept;

// Runs `body`; an exception is remembered and `failed` returned instead.
template <typename Result, typename Body>
Result guard(Result failed, Body&& body) noexcept {
    try {
        return body();
    } catch (...) {
        remember_exception();
        return failed;
    }
}

template <typename Body>
Handle tensor(Body&& body) noexcept {
    return guard<Handle>(nullptr, [&] { return new at::Tensor(body()); });
}

template <typename Body>
int32_t status(Body&& body) noexcept {
    return guard<int32_t>(0, [&] {
        body();
        return 1;
    });
}

template <typename Tuple>
void store_pair(Handle* out, Tuple&& pair) {
    auto first = std::make_unique<at::Tensor>(std::get<0>(pair));
    out[1] = new at::Tensor(std::get<1>(pair));
    out[0] = first.release();
}

}  // namespace boundary
