using static TorchSharp.torch;

namespace Offline.TorchSharp.Tests;

public class StrideTests
{
    [Fact]
    public void Images_seen_through_permute_are_channels_last()
    {
        using var scope = NewDisposeScope();
        Tensor images = arange(2 * 3 * 4 * 5).view(2, 3, 4, 5);
        Tensor channelsLast = images.permute(0, 3, 1, 2);
        Assert.Equal([2, 5, 3, 4], channelsLast.shape);
        Assert.Equal([60, 1, 20, 5], channelsLast.stride());
        Assert.False(channelsLast.is_contiguous());
        Assert.Equal(
            channelsLast.contiguous().data<long>().ToArray(),
            channelsLast.data<long>().ToArray());
        Assert.Equal(images[1, 2, 3, 4].item<long>(), channelsLast[1, 4, 2, 3].item<long>());
    }

    [Fact]
    public void A_convolution_keeps_channels_last()
    {
        using var scope = NewDisposeScope();
        Tensor input = rand(2, 8, 8, 4).permute(0, 3, 1, 2);
        Tensor weight = rand(6, 4, 3, 3);
        Tensor output = nn.functional.conv2d(input, weight, null, [1, 1], [1, 1], [1, 1], 1);
        Assert.Equal(1, output.stride(1));
        Tensor expected = nn.functional.conv2d(input.contiguous(), weight, null, [1, 1], [1, 1], [1, 1], 1);
        Assert.True(output.allclose(expected, 1e-4, 1e-5));
    }

    [Fact]
    public void Views_share_memory_and_copies_do_not()
    {
        using var scope = NewDisposeScope();
        Tensor original = zeros(2, 3);
        original.view(6).narrow(0, 1, 2).fill_(7);
        Assert.Equal([0, 7, 7, 0, 0, 0], original.data<float>().ToArray());
        original.clone().fill_(1);
        Assert.Equal(14f, original.sum().item<float>());
        Assert.Equal([0, 0, 7, 0, 7, 0], original.transpose(0, 1).data<float>().ToArray());
        Assert.Equal([0, 7, 7], original.as_strided([3], [1]).data<float>().ToArray());
    }

    [Fact]
    public void Accessors_write_through_strides()
    {
        using var scope = NewDisposeScope();
        Tensor matrix = zeros(2, 2);
        matrix.transpose(0, 1).data<float>().CopyFrom(new float[] { 1, 2, 3, 4 });
        Assert.Equal([1, 3, 2, 4], matrix.data<float>().ToArray());
        matrix.data<float>()[1, 0] = 9;
        Assert.Equal(9f, matrix[1, 0].item<float>());
        float[] part = new float[2];
        matrix.data<float>().CopyTo(part, 0, 2);
        Assert.Equal([9, 4], part);
    }

    [Fact]
    public void Bytes_are_the_memory_of_the_tensor()
    {
        using Tensor tensor = zeros([4], ScalarType.Byte);
        tensor.bytes[2] = 5;
        Assert.Equal([0, 0, 5, 0], tensor.data<byte>().ToArray());
        tensor.bytes = new byte[] { 1, 2, 3, 4 };
        Assert.Equal(10L, tensor.sum().item<long>());
    }

    [Fact]
    public void From_array_shares_memory_and_tensor_copies()
    {
        float[] values = [1, 2, 3];
        using Tensor shared = from_array(values);
        using Tensor copied = tensor(values);
        values[0] = 9;
        Assert.Equal(9f, shared[0].item<float>());
        Assert.Equal(1f, copied[0].item<float>());
    }
}
