// Gradients: recording, backward passes, and tensors as leaves.
#include "Boundary.h"

#include <c10/core/GradMode.h>
#include <c10/core/InferenceMode.h>
#include <torch/csrc/autograd/autograd.h>

using namespace boundary;

TS_EXPORT int32_t ts_requires_grad(Handle x) {
    return x->requires_grad() ? 1 : 0;
}

TS_EXPORT int32_t ts_set_requires_grad(Handle x, int32_t requires_grad) {
    return status([&] { x->set_requires_grad(requires_grad != 0); });
}

TS_EXPORT int32_t ts_is_leaf(Handle x) {
    return guard<int32_t>(0, [&] { return x->is_leaf() ? 1 : 0; });
}

TS_EXPORT int32_t ts_retain_grad(Handle x) {
    return status([&] { x->retain_grad(); });
}

// Null, with success, where there is no gradient.
TS_EXPORT int32_t ts_grad(Handle x, Handle* out) {
    return status([&] {
        const auto& grad = x->grad();
        *out = grad.defined() ? new at::Tensor(grad) : nullptr;
    });
}

TS_EXPORT int32_t ts_set_grad(Handle x, Handle grad) {
    return status([&] {
        if (grad == nullptr) {
            x->mutable_grad().reset();
        } else {
            x->mutable_grad() = *grad;
        }
    });
}

TS_EXPORT Handle ts_detach(Handle x) {
    return tensor([&] { return x->detach(); });
}

TS_EXPORT int32_t ts_detach_(Handle x) {
    return status([&] { x->detach_(); });
}

// Replaces the contents of a tensor, whoever else refers to it, as Module.to does.
TS_EXPORT int32_t ts_set_data(Handle x, Handle data) {
    return status([&] { x->set_data(*data); });
}

TS_EXPORT int32_t ts_backward(const Handle* tensors, int32_t count, const Handle* grads, int32_t grad_count, int32_t retain_graph,
                              int32_t create_graph, const Handle* inputs, int32_t input_count) {
    return status([&] {
        torch::autograd::backward(to_list(tensors, count), to_list(grads, grad_count), retain_graph != 0, create_graph != 0,
                                  to_list(inputs, input_count));
    });
}

// One result for each input; null where it was not used and `allow_unused` is set.
TS_EXPORT int32_t ts_autograd_grad(const Handle* outputs, int32_t output_count, const Handle* inputs, int32_t input_count,
                                   const Handle* grads, int32_t grad_count, int32_t retain_graph, int32_t create_graph,
                                   int32_t allow_unused, Handle* out) {
    return status([&] {
        auto found = torch::autograd::grad(to_list(outputs, output_count), to_list(inputs, input_count), to_list(grads, grad_count),
                                           retain_graph != 0, create_graph != 0, allow_unused != 0);
        for (size_t i = 0; i < found.size(); i++) {
            out[i] = found[i].defined() ? new at::Tensor(found[i]) : nullptr;
        }
    });
}

TS_EXPORT int32_t ts_is_grad_enabled() {
    return c10::GradMode::is_enabled() ? 1 : 0;
}

TS_EXPORT void ts_set_grad_enabled(int32_t enabled) {
    c10::GradMode::set_enabled(enabled != 0);
}

TS_EXPORT int32_t ts_is_inference_mode() {
    return c10::InferenceMode::is_enabled() ? 1 : 0;
}

TS_EXPORT void* ts_begin_inference_mode(int32_t enabled) {
    return guard<void*>(nullptr, [&] { return new c10::InferenceMode(enabled != 0); });
}

TS_EXPORT void ts_end_inference_mode(void* mode) {
    delete static_cast<c10::InferenceMode*>(mode);
}
