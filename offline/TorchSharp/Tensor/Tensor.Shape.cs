namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        public Tensor T => permute(Enumerable.Range(0, (int)ndim).Reverse().Select(dim => (long)dim));

        public Tensor t() => Map(&Native.ts_t);

        public Tensor view(params long[] shape) => Map(&Native.ts_view, shape);

        public Tensor view_as(Tensor other) => view(other.shape);

        public Tensor reshape(params long[] shape) => Map(&Native.ts_reshape, shape);

        public Tensor permute(params long[] permutation) => Map(&Native.ts_permute, permutation);

        public Tensor permute(IEnumerable<long> permutation) => permute(permutation.ToArray());

        public Tensor transpose(long dim0, long dim1) => Made(Native.ts_transpose(Handle, dim0, dim1));

        public Tensor flatten(long start_dim = 0, long end_dim = -1) => Made(Native.ts_flatten(Handle, start_dim, end_dim));

        public Tensor ravel() => reshape(-1);

        public Tensor expand(ReadOnlySpan<long> sizes, bool isImplicit = false)
        {
            fixed (long* pointer = sizes)
            {
                return Made(Native.ts_expand(Handle, pointer, sizes.Length, Native.Flag(isImplicit)));
            }
        }

        public Tensor expand(long[] sizes, bool isImplicit = false) => expand((ReadOnlySpan<long>)sizes, isImplicit);

        public Tensor expand(params long[] sizes) => expand((ReadOnlySpan<long>)sizes);

        public Tensor expand_as(Tensor other) => expand((ReadOnlySpan<long>)other.shape);

        public Tensor broadcast_to(params long[] shape) => expand((ReadOnlySpan<long>)shape);

        public Tensor repeat(params long[] sizes) => Map(&Native.ts_repeat, sizes);

        public Tensor tile(long[] reps) => Map(&Native.ts_tile, reps);

        public Tensor flip(params long[] dims) => Map(&Native.ts_flip, dims);

        public Tensor squeeze(long? dim = null) => Made(dim.HasValue ? Native.ts_squeeze_dim(Handle, dim.Value) : Native.ts_squeeze(Handle));

        public Tensor squeeze_(long? dim = null) =>
            Changed(dim.HasValue ? Native.ts_squeeze_dim_(Handle, dim.Value) : Native.ts_squeeze_(Handle));

        public Tensor unsqueeze(long dim) => Made(Native.ts_unsqueeze(Handle, dim));

        public Tensor unsqueeze_(long dim) => Changed(Native.ts_unsqueeze_(Handle, dim));

        public Tensor unfold(long dimension, long size, long step) => Made(Native.ts_unfold(Handle, dimension, size, step));

        public Tensor diagonal(long offset = 0, long dim1 = 0, long dim2 = 0) => Made(Native.ts_diagonal(Handle, offset, dim1, dim2));

        public Tensor diag(long diagonal = 0) => Made(Native.ts_diag(Handle, diagonal));

        public Tensor tril(long diagonal = 0) => Made(Native.ts_tril(Handle, diagonal));

        public Tensor triu(long diagonal = 0) => Made(Native.ts_triu(Handle, diagonal));

        public Tensor as_strided(long[] size, long[] strides, long storageOffset = 0)
        {
            fixed (long* sizePointer = size, stridePointer = strides)
            {
                return Made(Native.ts_as_strided(Handle, sizePointer, size.Length, stridePointer, strides.Length, storageOffset));
            }
        }

        public Tensor roll(long[] shifts, long[] dims) => roll((ReadOnlySpan<long>)shifts, dims);

        public Tensor roll(ReadOnlySpan<long> shifts, ReadOnlySpan<long> dims = default)
        {
            fixed (long* shiftPointer = shifts, dimPointer = dims)
            {
                return Made(Native.ts_roll(Handle, shiftPointer, shifts.Length, dimPointer, dims.Length));
            }
        }

        public Tensor roll(long shifts, long? dims = null) =>
            dims.HasValue ? roll(stackalloc long[] { shifts }, stackalloc long[] { dims.Value }) : roll(stackalloc long[] { shifts });

        public Tensor repeat_interleave(Tensor repeats, long? dim = null, long? output_size = null)
        {
            long along = dim.GetValueOrDefault();
            return Made(Native.ts_repeat_interleave(Handle, repeats.Handle, dim.HasValue ? &along : null), repeats);
        }

        public Tensor repeat_interleave(long repeats, long? dim = null, long? output_size = null)
        {
            long along = dim.GetValueOrDefault();
            return Made(Native.ts_repeat_interleave_count(Handle, repeats, dim.HasValue ? &along : null));
        }
    }
}
