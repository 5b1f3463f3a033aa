// Layers, losses and matrix products.
#include "Boundary.h"

#include <ATen/ops/adaptive_avg_pool2d.h>
#include <ATen/ops/addmm.h>
#include <ATen/ops/affine_grid_generator.h>
#include <ATen/ops/avg_pool2d.h>
#include <ATen/ops/baddbmm.h>
#include <ATen/ops/batch_norm.h>
#include <ATen/ops/binary_cross_entropy_with_logits.h>
#include <ATen/ops/bmm.h>
#include <ATen/ops/conv2d.h>
#include <ATen/ops/cosine_similarity.h>
#include <ATen/ops/cross_entropy_loss.h>
#include <ATen/ops/dot.h>
#include <ATen/ops/dropout.h>
#include <ATen/ops/grid_sampler.h>
#include <ATen/ops/kl_div.h>
#include <ATen/ops/l1_loss.h>
#include <ATen/ops/linear.h>
#include <ATen/ops/log_softmax.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/max_pool2d.h>
#include <ATen/ops/max_pool2d_with_indices.h>
#include <ATen/ops/mm.h>
#include <ATen/ops/mse_loss.h>
#include <ATen/ops/mv.h>
#include <ATen/ops/nll_loss_nd.h>
#include <ATen/ops/one_hot.h>
#include <ATen/ops/outer.h>
#include <ATen/ops/pad.h>
#include <ATen/ops/softmax.h>
#include <ATen/ops/upsample_bicubic2d.h>
#include <ATen/ops/upsample_bilinear2d.h>
#include <ATen/ops/upsample_nearest2d.h>

using namespace boundary;

#define PRODUCT(name) \
    TS_EXPORT Handle ts_##name(Handle x, Handle y) { return tensor([&] { return at::name(*x, *y); }); }

PRODUCT(matmul)
PRODUCT(mm)
PRODUCT(bmm)
PRODUCT(mv)
PRODUCT(dot)
PRODUCT(outer)

TS_EXPORT Handle ts_addmm(Handle x, Handle first, Handle second, float beta, float alpha) {
    return tensor([&] { return at::addmm(*x, *first, *second, beta, alpha); });
}

TS_EXPORT Handle ts_linear(Handle x, Handle weight, Handle bias) {
    return tensor([&] { return at::linear(*x, *weight, to_optional(bias)); });
}

TS_EXPORT Handle ts_conv2d(Handle x, Handle weight, Handle bias, const int64_t* stride, int32_t strides, const int64_t* padding,
                           int32_t paddings, const int64_t* dilation, int32_t dilations, int64_t groups) {
    return tensor([&] {
        return at::conv2d(*x, *weight, to_optional(bias), sizes(stride, strides), sizes(padding, paddings), sizes(dilation, dilations), groups);
    });
}

TS_EXPORT Handle ts_conv2d_same(Handle x, Handle weight, Handle bias, const int64_t* stride, const int64_t* dilation, int64_t groups) {
    return tensor([&] { return at::conv2d(*x, *weight, to_optional(bias), sizes(stride, 2), "same", sizes(dilation, 2), groups); });
}

TS_EXPORT Handle ts_batch_norm(Handle x, Handle weight, Handle bias, Handle mean, Handle variance, int32_t training, double momentum, double eps) {
    return tensor([&] {
        return at::batch_norm(*x, to_optional(weight), to_optional(bias), to_optional(mean), to_optional(variance), training != 0, momentum, eps, true);
    });
}

// What nn.BatchNorm2d does: counts the batch when it updates the running statistics.
TS_EXPORT Handle ts_batch_norm_layer(Handle x, Handle weight, Handle bias, Handle mean, Handle variance, Handle batches, int32_t training,
                                     double momentum, double eps) {
    return tensor([&] {
        if (training != 0 && batches != nullptr) {
            batches->add_(1);
        }
        bool use_batch = training != 0 || mean == nullptr;
        return at::batch_norm(*x, to_optional(weight), to_optional(bias), to_optional(mean), to_optional(variance), use_batch, momentum, eps, true);
    });
}

TS_EXPORT Handle ts_max_pool2d(Handle x, const int64_t* kernel, int32_t kernels, const int64_t* stride, int32_t strides, const int64_t* padding,
                               int32_t paddings, const int64_t* dilation, int32_t dilations, int32_t ceil_mode) {
    return tensor([&] {
        return at::max_pool2d(*x, sizes(kernel, kernels), sizes(stride, strides), sizes(padding, paddings), sizes(dilation, dilations), ceil_mode != 0);
    });
}

TS_EXPORT int32_t ts_max_pool2d_with_indices(Handle x, const int64_t* kernel, int32_t kernels, const int64_t* stride, int32_t strides,
                                             const int64_t* padding, int32_t paddings, const int64_t* dilation, int32_t dilations,
                                             int32_t ceil_mode, Handle* out) {
    return status([&] {
        store_pair(out, at::max_pool2d_with_indices(*x, sizes(kernel, kernels), sizes(stride, strides), sizes(padding, paddings),
                                                    sizes(dilation, dilations), ceil_mode != 0));
    });
}

TS_EXPORT Handle ts_avg_pool2d(Handle x, const int64_t* kernel, int32_t kernels, const int64_t* stride, int32_t strides, const int64_t* padding,
                               int32_t paddings, int32_t ceil_mode, int32_t count_include_pad, int64_t divisor) {
    return tensor([&] {
        return at::avg_pool2d(*x, sizes(kernel, kernels), sizes(stride, strides), sizes(padding, paddings), ceil_mode != 0, count_include_pad != 0,
                              divisor == 0 ? Optional<int64_t>() : Optional<int64_t>(divisor));
    });
}

TS_EXPORT Handle ts_adaptive_avg_pool2d(Handle x, const int64_t* size, int32_t count) {
    return tensor([&] { return at::adaptive_avg_pool2d(*x, sizes(size, count)); });
}

TS_EXPORT Handle ts_dropout(Handle x, double p, int32_t training) {
    return tensor([&] { return at::dropout(*x, p, training != 0); });
}

TS_EXPORT int32_t ts_dropout_(Handle x, double p, int32_t training) {
    return status([&] { at::dropout_(*x, p, training != 0); });
}

TS_EXPORT Handle ts_softmax(Handle x, int64_t dim, int32_t type) {
    return tensor([&] { return at::softmax(*x, dim, to_optional_type(type)); });
}

TS_EXPORT Handle ts_log_softmax(Handle x, int64_t dim, int32_t type) {
    return tensor([&] { return at::log_softmax(*x, dim, to_optional_type(type)); });
}

TS_EXPORT Handle ts_cross_entropy(Handle x, Handle target, Handle weight, int64_t reduction, int64_t ignore_index, double smoothing) {
    return tensor([&] { return at::cross_entropy_loss(*x, *target, to_optional(weight), reduction, ignore_index, smoothing); });
}

TS_EXPORT Handle ts_nll_loss(Handle x, Handle target, Handle weight, int64_t reduction) {
    return tensor([&] { return at::nll_loss_nd(*x, *target, to_optional(weight), reduction, -100); });
}

TS_EXPORT Handle ts_kl_div(Handle x, Handle target, int64_t reduction, int32_t log_target) {
    return tensor([&] { return at::kl_div(*x, *target, reduction, log_target != 0); });
}

TS_EXPORT Handle ts_binary_cross_entropy_with_logits(Handle x, Handle target, Handle weight, Handle positive_weight, int64_t reduction) {
    return tensor([&] {
        return at::binary_cross_entropy_with_logits(*x, *target, to_optional(weight), to_optional(positive_weight), reduction);
    });
}

TS_EXPORT Handle ts_mse_loss(Handle x, Handle target, int64_t reduction) {
    return tensor([&] { return at::mse_loss(*x, *target, reduction); });
}

TS_EXPORT Handle ts_l1_loss(Handle x, Handle target, int64_t reduction) {
    return tensor([&] { return at::l1_loss(*x, *target, reduction); });
}

TS_EXPORT Handle ts_cosine_similarity(Handle x, Handle y, int64_t dim, double eps) {
    return tensor([&] { return at::cosine_similarity(*x, *y, dim, eps); });
}

TS_EXPORT Handle ts_one_hot(Handle x, int64_t classes) {
    return tensor([&] { return at::one_hot(*x, classes); });
}

TS_EXPORT Handle ts_pad(Handle x, const int64_t* padding, int32_t count, int32_t mode, double value) {
    return tensor([&] {
        switch (mode) {
            case 1: return at::pad(*x, sizes(padding, count), "reflect");
            case 2: return at::pad(*x, sizes(padding, count), "replicate");
            case 3: return at::pad(*x, sizes(padding, count), "circular");
            default: return at::pad(*x, sizes(padding, count), "constant", value);
        }
    });
}

TS_EXPORT Handle ts_grid_sample(Handle x, Handle grid, int64_t mode, int64_t padding, int32_t align_corners) {
    return tensor([&] { return at::grid_sampler(*x, *grid, mode, padding, align_corners != 0); });
}

TS_EXPORT Handle ts_affine_grid(Handle theta, const int64_t* size, int32_t count, int32_t align_corners) {
    return tensor([&] { return at::affine_grid_generator(*theta, sizes(size, count), align_corners != 0); });
}

// Modes: 0 nearest, 1 bilinear, 2 bicubic. Either the size or the factors are given.
TS_EXPORT Handle ts_interpolate2d(Handle x, const int64_t* size, const double* factors, int32_t mode, int32_t align_corners) {
    return tensor([&] {
        using Factors = Optional<at::ArrayRef<double>>;
        auto shape = optional_sizes(size, 2);
        auto scale = factors == nullptr ? Factors() : Factors(at::ArrayRef<double>(factors, 2));
        switch (mode) {
            case 1: return at::upsample_bilinear2d(*x, shape, align_corners != 0, scale);
            case 2: return at::upsample_bicubic2d(*x, shape, align_corners != 0, scale);
            default: return at::upsample_nearest2d(*x, shape, scale);
        }
    });
}
