using static TorchSharp.torch;

namespace Offline.TorchSharp.Tests;

public class IndexingTests
{
    [Fact]
    public void Ranges_positions_and_new_axes_combine()
    {
        using var scope = NewDisposeScope();
        Tensor matrix = arange(12).view(3, 4);
        Assert.Equal([4L, 5, 6, 7], matrix[1].data<long>().ToArray());
        Assert.Equal([1L, 5, 9], matrix[.., 1].data<long>().ToArray());
        Assert.Equal([3L, 7, 11], matrix[.., ^1].data<long>().ToArray());
        Assert.Equal([0L, 2, 4, 6], matrix[..2, TensorIndex.Slice(0, null, 2)].data<long>().ToArray());
        Assert.Equal([3, 1, 4], matrix[TensorIndex.Colon, TensorIndex.None].shape);
        Assert.Equal([2L, 6, 10], matrix[TensorIndex.Ellipsis, 2].data<long>().ToArray());
    }

    [Fact]
    public void Tensors_select_by_number_and_by_mask()
    {
        using var scope = NewDisposeScope();
        Tensor values = tensor(new float[] { 5, 6, 7, 8 });
        Assert.Equal([8f, 5], values[tensor(new long[] { 3, 0 })].data<float>().ToArray());
        Assert.Equal([7f, 8], values[values > 6].data<float>().ToArray());
        Assert.Equal([8f, 5], values.index_select(0, tensor(new long[] { 3, 0 })).data<float>().ToArray());
        Assert.Equal([7f, 8], values.masked_select(values.gt(6)).data<float>().ToArray());
    }

    [Fact]
    public void Assignment_writes_in_place()
    {
        using var scope = NewDisposeScope();
        Tensor matrix = zeros(2, 3);
        matrix[0, 1] = tensor(4f);
        matrix[1] = tensor(new float[] { 1, 2, 3 });
        matrix[.., 2] = tensor(9f);
        Assert.Equal([0, 4, 9, 1, 2, 9], matrix.data<float>().ToArray());
        matrix.index_add_(0, tensor(new long[] { 0, 0 }), ones(2, 3), 1);
        Assert.Equal([2, 6, 11, 1, 2, 9], matrix.data<float>().ToArray());
        matrix.index_copy_(0, tensor(new long[] { 1 }), zeros(1, 3));
        Assert.Equal([2, 6, 11, 0, 0, 0], matrix.data<float>().ToArray());
    }

    [Fact]
    public void Gather_scatter_and_orders()
    {
        using var scope = NewDisposeScope();
        Tensor scores = tensor(new float[] { 1, 3, 2, 9, 7, 8 }).view(2, 3);
        Assert.Equal([3f, 9], scores.gather(1, tensor(new long[] { 1, 0 }).view(2, 1)).data<float>().ToArray());
        Assert.Equal([1L, 0], scores.argmax(1).data<long>().ToArray());
        (Tensor values, Tensor indexes) = scores.topk(2, 1);
        Assert.Equal([3f, 2, 9, 8], values.data<float>().ToArray());
        Assert.Equal([1L, 2, 0, 2], indexes.data<long>().ToArray());
        Assert.Equal([1L, 2, 0, 0, 2, 1], scores.sort(1, true).Indices.data<long>().ToArray());
        Tensor onehot = zeros(2, 3).scatter_(1, tensor(new long[] { 2, 0 }).view(2, 1), ones(2, 1));
        Assert.Equal([0f, 0, 1, 1, 0, 0], onehot.data<float>().ToArray());
    }
}
