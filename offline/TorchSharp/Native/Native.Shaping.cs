using System.Runtime.InteropServices;

namespace TorchSharp;

internal static unsafe partial class Native
{
    [DllImport(Library)]
    internal static extern IntPtr ts_view(IntPtr x, long* values, int count);

    [DllImport(Library)]
    internal static extern IntPtr ts_reshape(IntPtr x, long* values, int count);

    [DllImport(Library)]
    internal static extern IntPtr ts_permute(IntPtr x, long* values, int count);

    [DllImport(Library)]
    internal static extern IntPtr ts_repeat(IntPtr x, long* values, int count);

    [DllImport(Library)]
    internal static extern IntPtr ts_flip(IntPtr x, long* values, int count);

    [DllImport(Library)]
    internal static extern IntPtr ts_tile(IntPtr x, long* values, int count);

    [DllImport(Library)]
    internal static extern IntPtr ts_transpose(IntPtr x, long first, long second);

    [DllImport(Library)]
    internal static extern IntPtr ts_flatten(IntPtr x, long first, long second);

    [DllImport(Library)]
    internal static extern IntPtr ts_select(IntPtr x, long first, long second);

    [DllImport(Library)]
    internal static extern IntPtr ts_t(IntPtr x);

    [DllImport(Library)]
    internal static extern IntPtr ts_expand(IntPtr x, long* shape, int rank, int isImplicit);

    [DllImport(Library)]
    internal static extern IntPtr ts_squeeze(IntPtr x);

    [DllImport(Library)]
    internal static extern IntPtr ts_squeeze_dim(IntPtr x, long dim);

    [DllImport(Library)]
    internal static extern int ts_squeeze_(IntPtr x);

    [DllImport(Library)]
    internal static extern int ts_squeeze_dim_(IntPtr x, long dim);

    [DllImport(Library)]
    internal static extern IntPtr ts_unsqueeze(IntPtr x, long dim);

    [DllImport(Library)]
    internal static extern int ts_unsqueeze_(IntPtr x, long dim);

    [DllImport(Library)]
    internal static extern IntPtr ts_narrow(IntPtr x, long dim, long start, long length);

    [DllImport(Library)]
    internal static extern IntPtr ts_slice(IntPtr x, long dim, long start, long finish, long step);

    [DllImport(Library)]
    internal static extern IntPtr ts_unfold(IntPtr x, long dim, long size, long step);

    [DllImport(Library)]
    internal static extern IntPtr ts_diagonal(IntPtr x, long offset, long first, long second);

    [DllImport(Library)]
    internal static extern IntPtr ts_diag(IntPtr x, long diagonal);

    [DllImport(Library)]
    internal static extern IntPtr ts_as_strided(IntPtr x, long* shape, int rank, long* strides, int count, long offset);

    [DllImport(Library)]
    internal static extern IntPtr ts_roll(IntPtr x, long* shifts, int shiftCount, long* dims, int dimCount);

    [DllImport(Library)]
    internal static extern IntPtr ts_repeat_interleave(IntPtr x, IntPtr repeats, long* dim);

    [DllImport(Library)]
    internal static extern IntPtr ts_repeat_interleave_count(IntPtr x, long repeats, long* dim);

    [DllImport(Library)]
    internal static extern int ts_chunk(IntPtr x, long chunks, long dim);

    [DllImport(Library)]
    internal static extern int ts_split(IntPtr x, long size, long dim);

    [DllImport(Library)]
    internal static extern int ts_split_sizes(IntPtr x, long* lengths, int count, long dim);

    [DllImport(Library)]
    internal static extern int ts_unbind(IntPtr x, long dim);

    [DllImport(Library)]
    internal static extern IntPtr ts_take_part(int index);

    [DllImport(Library)]
    internal static extern IntPtr ts_index(IntPtr x, IndexPart* given, int count);

    [DllImport(Library)]
    internal static extern int ts_index_put_(IntPtr x, IndexPart* given, int count, IntPtr value);

    [DllImport(Library)]
    internal static extern int ts_index_put_scalar_(IntPtr x, IndexPart* given, int count, ScalarValue value);

    [DllImport(Library)]
    internal static extern IntPtr ts_index_select(IntPtr x, long dim, IntPtr index);

    [DllImport(Library)]
    internal static extern IntPtr ts_index_add(IntPtr x, long dim, IntPtr index, IntPtr source, ScalarValue alpha);

    [DllImport(Library)]
    internal static extern int ts_index_add_(IntPtr x, long dim, IntPtr index, IntPtr source, ScalarValue alpha);

    [DllImport(Library)]
    internal static extern IntPtr ts_index_copy(IntPtr x, long dim, IntPtr index, IntPtr source);

    [DllImport(Library)]
    internal static extern int ts_index_copy_(IntPtr x, long dim, IntPtr index, IntPtr source);

    [DllImport(Library)]
    internal static extern IntPtr ts_index_fill(IntPtr x, long dim, IntPtr index, ScalarValue value);

    [DllImport(Library)]
    internal static extern int ts_index_fill_(IntPtr x, long dim, IntPtr index, ScalarValue value);

    [DllImport(Library)]
    internal static extern IntPtr ts_take(IntPtr x, IntPtr index);

    [DllImport(Library)]
    internal static extern IntPtr ts_take_along_dim(IntPtr x, IntPtr index, long* dim);

    [DllImport(Library)]
    internal static extern IntPtr ts_gather(IntPtr x, long dim, IntPtr index);

    [DllImport(Library)]
    internal static extern IntPtr ts_scatter(IntPtr x, long dim, IntPtr index, IntPtr source);

    [DllImport(Library)]
    internal static extern int ts_scatter_(IntPtr x, long dim, IntPtr index, IntPtr source);

    [DllImport(Library)]
    internal static extern IntPtr ts_scatter_add(IntPtr x, long dim, IntPtr index, IntPtr source);

    [DllImport(Library)]
    internal static extern int ts_scatter_add_(IntPtr x, long dim, IntPtr index, IntPtr source);

    [DllImport(Library)]
    internal static extern IntPtr ts_masked_select(IntPtr x, IntPtr mask);

    [DllImport(Library)]
    internal static extern IntPtr ts_nonzero(IntPtr x);
}
