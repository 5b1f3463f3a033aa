// Random numbers and their generators. A null generator is the default one.
#include "Boundary.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Context.h>
#include <ATen/ops/bernoulli.h>
#include <ATen/ops/multinomial.h>
#include <ATen/ops/rand.h>
#include <ATen/ops/rand_like.h>
#include <ATen/ops/randint.h>
#include <ATen/ops/randn.h>
#include <ATen/ops/randn_like.h>
#include <ATen/ops/randperm.h>

#include <mutex>

using namespace boundary;

namespace {

Optional<at::Generator> given(at::Generator* generator) {
    return generator == nullptr ? Optional<at::Generator>() : Optional<at::Generator>(*generator);
}

}  // namespace

#define OPTIONS int32_t type, int32_t device_type, int32_t device_index, int32_t requires_grad
#define GIVEN options(type, device_type, device_index)

TS_EXPORT Handle ts_rand(at::Generator* generator, const int64_t* shape, int32_t rank, OPTIONS) {
    return tensor([&] { return at::rand(sizes(shape, rank), given(generator), GIVEN).set_requires_grad(requires_grad != 0); });
}

TS_EXPORT Handle ts_randn(at::Generator* generator, const int64_t* shape, int32_t rank, OPTIONS) {
    return tensor([&] { return at::randn(sizes(shape, rank), given(generator), GIVEN).set_requires_grad(requires_grad != 0); });
}

TS_EXPORT Handle ts_randint(at::Generator* generator, int64_t low, int64_t high, const int64_t* shape, int32_t rank, OPTIONS) {
    return tensor([&] { return at::randint(low, high, sizes(shape, rank), given(generator), GIVEN).set_requires_grad(requires_grad != 0); });
}

TS_EXPORT Handle ts_randperm(at::Generator* generator, int64_t count, OPTIONS) {
    return tensor([&] { return at::randperm(count, given(generator), GIVEN).set_requires_grad(requires_grad != 0); });
}

TS_EXPORT Handle ts_rand_like(Handle x, OPTIONS) {
    return tensor([&] { return at::rand_like(*x, GIVEN).set_requires_grad(requires_grad != 0); });
}

TS_EXPORT Handle ts_randn_like(Handle x, OPTIONS) {
    return tensor([&] { return at::randn_like(*x, GIVEN).set_requires_grad(requires_grad != 0); });
}

TS_EXPORT Handle ts_bernoulli(Handle x, at::Generator* generator) {
    return tensor([&] { return at::bernoulli(*x, given(generator)); });
}

TS_EXPORT Handle ts_multinomial(Handle x, int64_t samples, int32_t replacement, at::Generator* generator) {
    return tensor([&] { return at::multinomial(*x, samples, replacement != 0, given(generator)); });
}

TS_EXPORT int32_t ts_normal_(Handle x, double mean, double deviation, at::Generator* generator) {
    return status([&] { x->normal_(mean, deviation, given(generator)); });
}

TS_EXPORT int32_t ts_uniform_(Handle x, double low, double high, at::Generator* generator) {
    return status([&] { x->uniform_(low, high, given(generator)); });
}

TS_EXPORT int32_t ts_bernoulli_(Handle x, double p, at::Generator* generator) {
    return status([&] { x->bernoulli_(p, given(generator)); });
}

TS_EXPORT int32_t ts_random_(Handle x, double low, double high, at::Generator* generator) {
    return status([&] { x->random_(static_cast<int64_t>(low), static_cast<int64_t>(high), given(generator)); });
}

TS_EXPORT int32_t ts_manual_seed(int64_t seed) {
    return status([&] { at::manual_seed(static_cast<uint64_t>(seed)); });
}

TS_EXPORT at::Generator* ts_generator_default() {
    return guard<at::Generator*>(nullptr, [] { return new at::Generator(at::detail::getDefaultCPUGenerator()); });
}

TS_EXPORT at::Generator* ts_generator_new(uint64_t seed, int32_t device_type, int32_t device_index) {
    return guard<at::Generator*>(nullptr, [&] {
        if (device_type == static_cast<int32_t>(at::kCPU)) {
            return new at::Generator(at::detail::createCPUGenerator(seed));
        }
        auto generator = at::globalContext().defaultGenerator(to_device(device_type, device_index)).clone();
        generator.set_current_seed(seed);
        return new at::Generator(generator);
    });
}

TS_EXPORT int32_t ts_generator_seed(at::Generator* generator, int64_t seed) {
    return status([&] {
        std::lock_guard<std::mutex> lock(generator->mutex());
        generator->set_current_seed(static_cast<uint64_t>(seed));
    });
}

TS_EXPORT int64_t ts_generator_initial_seed(at::Generator* generator) {
    return guard<int64_t>(0, [&] { return static_cast<int64_t>(generator->current_seed()); });
}

TS_EXPORT Handle ts_generator_get_state(at::Generator* generator) {
    return tensor([&] {
        std::lock_guard<std::mutex> lock(generator->mutex());
        return generator->get_state();
    });
}

TS_EXPORT int32_t ts_generator_set_state(at::Generator* generator, Handle state) {
    return status([&] {
        std::lock_guard<std::mutex> lock(generator->mutex());
        generator->set_state(*state);
    });
}

TS_EXPORT void ts_generator_dispose(at::Generator* generator) {
    delete generator;
}
