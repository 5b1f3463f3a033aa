using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Offline.TorchSharp.Tests;

public class LayerTests
{
    [Fact]
    public void A_strided_padded_grouped_convolution_has_the_shape_of_its_definition()
    {
        using var scope = NewDisposeScope();
        Conv2d layer = nn.Conv2d(4, 8, 3, 2, 1, 1, PaddingModes.Zeros, 2, false);
        Assert.Equal([8, 2, 3, 3], layer.weight!.shape);
        Assert.Null(layer.bias);
        Assert.Equal([2, 8, 4, 4], layer.call(rand(2, 4, 8, 8)).shape);
        Assert.Throws<ArgumentException>(() => layer.call(rand(2, 3, 8, 8)));
    }

    [Fact]
    public void Convolution_agrees_with_its_sum()
    {
        using var scope = NewDisposeScope();
        Tensor input = arange(9, ScalarType.Float32).view(1, 1, 3, 3);
        Tensor weight = tensor(new float[] { 1, 2, 3, 4 }).view(1, 1, 2, 2);
        Tensor output = nn.functional.conv2d(input, weight, tensor(new[] { 10f }), [1, 1], [0, 0], [1, 1], 1);
        Assert.Equal([37f, 47, 67, 77], output.data<float>().ToArray());
    }

    [Fact]
    public void Pooling()
    {
        using var scope = NewDisposeScope();
        Tensor input = arange(16, ScalarType.Float32).view(1, 1, 4, 4);
        Assert.Equal([5f, 7, 13, 15], nn.MaxPool2d(2).call(input).data<float>().ToArray());
        Assert.Equal([2.5f, 4.5f, 10.5f, 12.5f], nn.functional.avg_pool2d(input, 2).data<float>().ToArray());
        Assert.Equal([7.5f], nn.AdaptiveAvgPool2d(1).call(input).data<float>().ToArray());
        Assert.Equal([1, 16], nn.Flatten().call(input).shape);
    }

    [Fact]
    public void An_in_place_relu_changes_its_input_and_hands_back_another_object()
    {
        using var scope = NewDisposeScope();
        Tensor input = tensor(new float[] { -1, 2 });
        Tensor output = nn.ReLU(true).call(input);
        Assert.Equal([0f, 2], input.data<float>().ToArray());
        Assert.NotSame(input, output);
        output.Dispose();
        Assert.False(input.IsInvalid);
    }

    [Fact]
    public void A_sequence_disposes_what_lies_between_its_modules()
    {
        using var scope = NewDisposeScope();
        Sequential sequence = nn.Sequential(nn.Linear(3, 3), nn.ReLU(), nn.Linear(3, 2));
        Tensor input = rand(1, 3);
        long before = Tensor.TotalCount;
        Tensor output = sequence.call(input);
        Assert.Equal(before + 1, Tensor.TotalCount);
        Assert.False(input.IsInvalid);
        Assert.Equal([1, 2], output.shape);
    }

    [Fact]
    public void Dropout_acts_while_training()
    {
        using var scope = NewDisposeScope();
        Dropout layer = nn.Dropout(0.5);
        Tensor input = ones(1000);
        Assert.InRange(layer.call(input).eq(0).sum().item<long>(), 350, 650);
        layer.eval();
        Assert.Equal(1000f, layer.call(input).sum().item<float>());
    }

    [Fact]
    public void Grids_padding_and_one_hot()
    {
        using var scope = NewDisposeScope();
        Tensor image = arange(4, ScalarType.Float32).view(1, 1, 2, 2);
        Tensor mirror = tensor(new float[] { -1, 0, 0, 0, 1, 0 }).view(1, 2, 3);
        Tensor grid = nn.functional.affine_grid(mirror, [1, 1, 2, 2], false);
        Tensor flipped = nn.functional.grid_sample(image, grid, GridSampleMode.Nearest, GridSamplePaddingMode.Zeros, false);
        Assert.Equal([1f, 0, 3, 2], flipped.data<float>().ToArray());
        Assert.Equal([0f, 0, 0, 1, 2, 3], nn.functional.pad(image, [0, 0, 1, 0]).data<float>().ToArray());
        Assert.Equal([0L, 0, 1, 1, 0, 0], nn.functional.one_hot(tensor(new long[] { 2, 0 }), 3).data<long>().ToArray());
        Assert.Equal([1, 1, 4, 4], nn.functional.interpolate(image, [4, 4]).shape);
    }
}
