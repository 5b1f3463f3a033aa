// Errors, threads and devices.
#include "Boundary.h"

#include <ATen/Parallel.h>
#include <c10/core/DefaultDtype.h>
#include <c10/core/ScalarTypeToTypeMeta.h>
#include <torch/cuda.h>
#include <torch/version.h>

#include <string>

#ifdef __GLIBC__
#include <malloc.h>
#endif

using namespace boundary;

namespace {

thread_local std::string last_error;
thread_local bool error_pending = false;

#ifdef __GLIBC__
// Activations of a training step are freed and taken again every step. By default glibc returns such blocks to the
// system each time and pays for fresh pages; keeping them makes a step a tenth to a quarter faster.
struct KeepLargeBlocks {
    KeepLargeBlocks() {
        constexpr int largest = 1 << 30;
        constexpr int largest_of_older_glibc = 32 << 20;
        if (mallopt(M_MMAP_THRESHOLD, largest) == 0) {
            mallopt(M_MMAP_THRESHOLD, largest_of_older_glibc);
        }
        mallopt(M_TRIM_THRESHOLD, largest);
    }
} keep_large_blocks;
#endif

}  // namespace

namespace boundary {

void remember_exception() noexcept {
    error_pending = true;
    try {
        try {
            throw;
        } catch (const c10::Error& error) {
            last_error = error.what_without_backtrace();
        } catch (const std::exception& error) {
            last_error = error.what();
        } catch (...) {
            last_error = "unknown native exception";
        }
    } catch (...) {
        last_error.clear();
    }
}

}  // namespace boundary

// The message of this thread's last failure, once; valid until its next one. Null where there is none.
TS_EXPORT const char* ts_take_error() {
    bool pending = error_pending;
    error_pending = false;
    return pending ? last_error.c_str() : nullptr;
}

TS_EXPORT const char* ts_version() {
    return TORCH_VERSION;
}

TS_EXPORT int32_t ts_get_num_threads() {
    return guard<int32_t>(-1, [] { return at::get_num_threads(); });
}

TS_EXPORT int32_t ts_set_num_threads(int32_t count) {
    return status([&] { at::set_num_threads(count); });
}

TS_EXPORT int32_t ts_get_num_interop_threads() {
    return guard<int32_t>(-1, [] { return static_cast<int32_t>(at::get_num_interop_threads()); });
}

TS_EXPORT int32_t ts_set_num_interop_threads(int32_t count) {
    return status([&] { at::set_num_interop_threads(count); });
}

TS_EXPORT int32_t ts_set_default_dtype(int32_t type) {
    return status([&] { c10::set_default_dtype(c10::scalarTypeToTypeMeta(static_cast<at::ScalarType>(type))); });
}

TS_EXPORT int32_t ts_cuda_is_available() {
    return guard<int32_t>(0, [] { return torch::cuda::is_available() ? 1 : 0; });
}

TS_EXPORT int32_t ts_cuda_device_count() {
    return guard<int32_t>(0, [] { return static_cast<int32_t>(torch::cuda::device_count()); });
}

TS_EXPORT int32_t ts_cudnn_is_available() {
    return guard<int32_t>(0, [] { return torch::cuda::cudnn_is_available() ? 1 : 0; });
}

TS_EXPORT int32_t ts_cuda_synchronize(int32_t index) {
    return status([&] { torch::cuda::synchronize(index); });
}

TS_EXPORT int32_t ts_cuda_manual_seed(int64_t seed, int32_t all) {
    return status([&] {
        if (all != 0) {
            torch::cuda::manual_seed_all(static_cast<uint64_t>(seed));
        } else {
            torch::cuda::manual_seed(static_cast<uint64_t>(seed));
        }
    });
}
