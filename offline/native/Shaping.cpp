// Views, rearrangement, indexing and gathering.
#include "Boundary.h"

#include <ATen/TensorIndexing.h>
#include <ATen/ops/diag.h>
#include <ATen/ops/gather.h>
#include <ATen/ops/index.h>
#include <ATen/ops/index_add.h>
#include <ATen/ops/index_copy.h>
#include <ATen/ops/index_fill.h>
#include <ATen/ops/index_select.h>
#include <ATen/ops/masked_select.h>
#include <ATen/ops/nonzero.h>
#include <ATen/ops/repeat_interleave.h>
#include <ATen/ops/roll.h>
#include <ATen/ops/scatter.h>
#include <ATen/ops/scatter_add.h>
#include <ATen/ops/take.h>
#include <ATen/ops/take_along_dim.h>

#include <type_traits>
#include <vector>

using namespace boundary;

#define SHAPED(name, method) \
    TS_EXPORT Handle ts_##name(Handle x, const int64_t* values, int32_t count) { \
        return tensor([&] { return x->method(sizes(values, count)); }); \
    }

#define TWO_DIMS(name) \
    TS_EXPORT Handle ts_##name(Handle x, int64_t first, int64_t second) { return tensor([&] { return x->name(first, second); }); }

SHAPED(view, view)
SHAPED(reshape, reshape)
SHAPED(permute, permute)
SHAPED(repeat, repeat)
SHAPED(flip, flip)
SHAPED(tile, tile)
TWO_DIMS(transpose)
TWO_DIMS(flatten)
TWO_DIMS(select)

TS_EXPORT Handle ts_t(Handle x) {
    return tensor([&] { return x->t(); });
}

TS_EXPORT Handle ts_expand(Handle x, const int64_t* shape, int32_t rank, int32_t implicit) {
    return tensor([&] { return x->expand(sizes(shape, rank), implicit != 0); });
}

TS_EXPORT Handle ts_squeeze(Handle x) {
    return tensor([&] { return x->squeeze(); });
}

TS_EXPORT Handle ts_squeeze_dim(Handle x, int64_t dim) {
    return tensor([&] { return x->squeeze(dim); });
}

TS_EXPORT int32_t ts_squeeze_(Handle x) {
    return status([&] { x->squeeze_(); });
}

TS_EXPORT int32_t ts_squeeze_dim_(Handle x, int64_t dim) {
    return status([&] { x->squeeze_(dim); });
}

TS_EXPORT Handle ts_unsqueeze(Handle x, int64_t dim) {
    return tensor([&] { return x->unsqueeze(dim); });
}

TS_EXPORT int32_t ts_unsqueeze_(Handle x, int64_t dim) {
    return status([&] { x->unsqueeze_(dim); });
}

TS_EXPORT Handle ts_narrow(Handle x, int64_t dim, int64_t start, int64_t length) {
    return tensor([&] { return x->narrow(dim, start, length); });
}

TS_EXPORT Handle ts_slice(Handle x, int64_t dim, int64_t start, int64_t finish, int64_t step) {
    return tensor([&] { return x->slice(dim, start, finish, step); });
}

TS_EXPORT Handle ts_unfold(Handle x, int64_t dim, int64_t size, int64_t step) {
    return tensor([&] { return x->unfold(dim, size, step); });
}

TS_EXPORT Handle ts_diagonal(Handle x, int64_t offset, int64_t first, int64_t second) {
    return tensor([&] { return x->diagonal(offset, first, second); });
}

TS_EXPORT Handle ts_diag(Handle x, int64_t diagonal) {
    return tensor([&] { return at::diag(*x, diagonal); });
}

TS_EXPORT Handle ts_as_strided(Handle x, const int64_t* shape, int32_t rank, const int64_t* strides, int32_t count, int64_t offset) {
    return tensor([&] { return x->as_strided(sizes(shape, rank), sizes(strides, count), offset); });
}

TS_EXPORT Handle ts_roll(Handle x, const int64_t* shifts, int32_t shift_count, const int64_t* dims, int32_t dim_count) {
    return tensor([&] { return at::roll(*x, sizes(shifts, shift_count), sizes(dims, dim_count)); });
}

TS_EXPORT Handle ts_repeat_interleave(Handle x, Handle repeats, const int64_t* dim) {
    return tensor([&] { return at::repeat_interleave(*x, *repeats, dim ? Optional<int64_t>(*dim) : Optional<int64_t>()); });
}

TS_EXPORT Handle ts_repeat_interleave_count(Handle x, int64_t repeats, const int64_t* dim) {
    return tensor([&] { return at::repeat_interleave(*x, repeats, dim ? Optional<int64_t>(*dim) : Optional<int64_t>()); });
}

// A list of tensors is first made, then taken one by one with ts_take_part.
static thread_local std::vector<at::Tensor> parts;

TS_EXPORT int32_t ts_chunk(Handle x, int64_t chunks, int64_t dim) {
    return guard<int32_t>(-1, [&] {
        parts = x->chunk(chunks, dim);
        return static_cast<int32_t>(parts.size());
    });
}

TS_EXPORT int32_t ts_split(Handle x, int64_t size, int64_t dim) {
    return guard<int32_t>(-1, [&] {
        parts = x->split(size, dim);
        return static_cast<int32_t>(parts.size());
    });
}

TS_EXPORT int32_t ts_split_sizes(Handle x, const int64_t* lengths, int32_t count, int64_t dim) {
    return guard<int32_t>(-1, [&] {
        parts = x->split_with_sizes(sizes(lengths, count), dim);
        return static_cast<int32_t>(parts.size());
    });
}

TS_EXPORT int32_t ts_unbind(Handle x, int64_t dim) {
    return guard<int32_t>(-1, [&] {
        parts = x->unbind(dim);
        return static_cast<int32_t>(parts.size());
    });
}

TS_EXPORT Handle ts_take_part(int32_t index) {
    return tensor([&] {
        auto part = std::move(parts[static_cast<size_t>(index)]);
        if (static_cast<size_t>(index) + 1 == parts.size()) {
            parts.clear();
        }
        return part;
    });
}

// One position of an index expression.
struct IndexPart {
    int32_t kind;  // 0 integer, 1 slice, 2 tensor, 3 ellipsis, 4 new axis, 5 boolean
    int32_t given;  // for slices: bit 0 start, bit 1 stop, bit 2 step
    int64_t start;
    int64_t stop;
    int64_t step;
    Handle tensor;
};

namespace {

std::vector<at::indexing::TensorIndex> to_indices(const IndexPart* given, int32_t count) {
    using at::indexing::Slice;
    // int64_t in older releases, c10::SymInt in newer ones.
    using Integer = std::decay_t<decltype(std::declval<at::indexing::TensorIndex>().integer())>;
    using Bound = Optional<std::decay_t<decltype(std::declval<Slice>().start())>>;
    std::vector<at::indexing::TensorIndex> indices;
    indices.reserve(static_cast<size_t>(count));
    for (int32_t i = 0; i < count; i++) {
        const auto& part = given[i];
        switch (part.kind) {
            case 0: indices.emplace_back(Integer(part.start)); break;
            case 1:
                indices.emplace_back(Slice(part.given & 1 ? Bound(part.start) : Bound(), part.given & 2 ? Bound(part.stop) : Bound(),
                                           part.given & 4 ? Bound(part.step) : Bound()));
                break;
            case 2: indices.emplace_back(*part.tensor); break;
            case 3: indices.emplace_back(at::indexing::Ellipsis); break;
            case 4: indices.emplace_back(at::indexing::None); break;
            default: indices.emplace_back(part.start != 0); break;
        }
    }
    return indices;
}

}  // namespace

TS_EXPORT Handle ts_index(Handle x, const IndexPart* given, int32_t count) {
    return tensor([&] { return x->index(to_indices(given, count)); });
}

TS_EXPORT int32_t ts_index_put_(Handle x, const IndexPart* given, int32_t count, Handle value) {
    return status([&] { x->index_put_(to_indices(given, count), *value); });
}

TS_EXPORT int32_t ts_index_put_scalar_(Handle x, const IndexPart* given, int32_t count, ScalarValue value) {
    return status([&] { x->index_put_(to_indices(given, count), to_scalar(value)); });
}

TS_EXPORT Handle ts_index_select(Handle x, int64_t dim, Handle index) {
    return tensor([&] { return at::index_select(*x, dim, *index); });
}

TS_EXPORT Handle ts_index_add(Handle x, int64_t dim, Handle index, Handle source, ScalarValue alpha) {
    return tensor([&] { return at::index_add(*x, dim, *index, *source, to_scalar(alpha)); });
}

TS_EXPORT int32_t ts_index_add_(Handle x, int64_t dim, Handle index, Handle source, ScalarValue alpha) {
    return status([&] { x->index_add_(dim, *index, *source, to_scalar(alpha)); });
}

TS_EXPORT Handle ts_index_copy(Handle x, int64_t dim, Handle index, Handle source) {
    return tensor([&] { return at::index_copy(*x, dim, *index, *source); });
}

TS_EXPORT int32_t ts_index_copy_(Handle x, int64_t dim, Handle index, Handle source) {
    return status([&] { x->index_copy_(dim, *index, *source); });
}

TS_EXPORT Handle ts_index_fill(Handle x, int64_t dim, Handle index, ScalarValue value) {
    return tensor([&] { return at::index_fill(*x, dim, *index, to_scalar(value)); });
}

TS_EXPORT int32_t ts_index_fill_(Handle x, int64_t dim, Handle index, ScalarValue value) {
    return status([&] { x->index_fill_(dim, *index, to_scalar(value)); });
}

TS_EXPORT Handle ts_take(Handle x, Handle index) {
    return tensor([&] { return at::take(*x, *index); });
}

TS_EXPORT Handle ts_take_along_dim(Handle x, Handle index, const int64_t* dim) {
    return tensor([&] { return at::take_along_dim(*x, *index, dim ? Optional<int64_t>(*dim) : Optional<int64_t>()); });
}

TS_EXPORT Handle ts_gather(Handle x, int64_t dim, Handle index) {
    return tensor([&] { return at::gather(*x, dim, *index); });
}

TS_EXPORT Handle ts_scatter(Handle x, int64_t dim, Handle index, Handle source) {
    return tensor([&] { return at::scatter(*x, dim, *index, *source); });
}

TS_EXPORT int32_t ts_scatter_(Handle x, int64_t dim, Handle index, Handle source) {
    return status([&] { x->scatter_(dim, *index, *source); });
}

TS_EXPORT Handle ts_scatter_add(Handle x, int64_t dim, Handle index, Handle source) {
    return tensor([&] { return at::scatter_add(*x, dim, *index, *source); });
}

TS_EXPORT int32_t ts_scatter_add_(Handle x, int64_t dim, Handle index, Handle source) {
    return status([&] { x->scatter_add_(dim, *index, *source); });
}

TS_EXPORT Handle ts_masked_select(Handle x, Handle mask) {
    return tensor([&] { return at::masked_select(*x, *mask); });
}

TS_EXPORT Handle ts_nonzero(Handle x) {
    return tensor([&] { return at::nonzero(*x); });
}
