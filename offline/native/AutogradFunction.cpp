// Functions whose forward and backward passes are managed code.
#include "Boundary.h"

#include <torch/csrc/autograd/custom_function.h>

#include <string>
#include <utility>

using namespace boundary;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

namespace {

// What managed code answers to a call of its backward pass.
struct BackwardResult {
    variable_list gradients;
    std::string failure;
};

using Backward = void (*)(void* function, const AutogradContext* context, Handle gradient, BackwardResult* result);
using Release = void (*)(void* function);

// The managed half of a node in the graph; it is let go of with the node, on whatever thread.
struct ManagedFunction : torch::CustomClassHolder {
    ManagedFunction(Backward backward, Release release, void* function) : backward(backward), release(release), function(function) {}

    ~ManagedFunction() override {
        release(function);
    }

    Backward backward;
    Release release;
    void* function;
};

// What a forward pass that has been run left behind.
struct Outcome {
    const at::Tensor& output;
    variable_list saved;
    c10::intrusive_ptr<ManagedFunction> function;
};

constexpr char function_key[] = "function";

struct RecordedFunction : torch::autograd::Function<RecordedFunction> {
    static at::Tensor forward(AutogradContext* context, at::TensorList, const Outcome& outcome) {
        context->saved_data[function_key] = c10::IValue::make_capsule(outcome.function);
        context->save_for_backward(outcome.saved);
        return outcome.output;
    }

    static variable_list backward(AutogradContext* context, const variable_list& gradients) {
        auto capsule = context->saved_data[function_key].toCapsule();
        const auto& function = static_cast<const ManagedFunction&>(*capsule);
        BackwardResult result;
        function.backward(function.function, context, new at::Tensor(gradients[0]), &result);
        TORCH_CHECK(result.failure.empty(), result.failure);
        constexpr int of_the_outcome = 1;
        result.gradients.resize(result.gradients.size() + of_the_outcome);
        return std::move(result.gradients);
    }
};

}  // namespace

// Records a forward pass. `release` is called once for `function`, whether this succeeds or not.
TS_EXPORT Handle ts_function_record(const Handle* inputs, int32_t count, Handle output, const Handle* saved, int32_t saved_count,
                                    Backward backward, Release release, void* function) {
    return tensor([&] {
        auto managed = c10::make_intrusive<ManagedFunction>(backward, release, function);
        variable_list all_inputs = to_list(inputs, count);
        return RecordedFunction::apply(at::TensorList(all_inputs), Outcome{*output, to_list(saved, saved_count), std::move(managed)});
    });
}

// Null for what was saved as null.
TS_EXPORT int32_t ts_function_saved(const AutogradContext* context, Handle* out) {
    return status([&] {
        for (const auto& variable : context->get_saved_variables()) {
            *out++ = variable.defined() ? new at::Tensor(variable) : nullptr;
        }
    });
}

TS_EXPORT int32_t ts_function_add_gradient(BackwardResult* result, Handle gradient) {
    return status([&] { result->gradients.push_back(gradient == nullptr ? at::Tensor() : *gradient); });
}

TS_EXPORT int32_t ts_function_fail(BackwardResult* result, const char* message, int32_t length) {
    return status([&] { result->failure.assign(message, static_cast<size_t>(length)); });
}
