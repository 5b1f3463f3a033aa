using MLNet.Ride.Torch.Kernels;
using MLNet.Ride.Torch.Kernels.Widths;
using MLNet.Ride.Torch.Kernels.Winograd;
using MLNet.Ride.Torch.Networks.Cpu;
using MLNet.Ride.Torch.Tests.Reference;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Tests.Networks.Cpu;

/// <summary>The library's own convolutions give what libtorch's give.</summary>
public class CpuLayersTests
{
    private const double Rounding = 1e-4;

    public static TheoryData<int, int, int, int, int> Shapes()
    {
        var shapes = new TheoryData<int, int, int, int, int>();
        foreach ((int inputs, int outputs) in ((int, int)[])[(3, 16), (16, 16), (24, 24), (16, 40), (48, 64), (80, 112), (200, 328)])
        {
            foreach (int size in (int[])[1, 2, 4, 7, 9, 16])
            {
                shapes.Add(3, 1, inputs, outputs, size);
            }

            shapes.Add(3, 2, inputs, outputs, 9);
            shapes.Add(1, 2, inputs, outputs, 8);
            shapes.Add(1, 1, inputs, outputs, 7);
            shapes.Add(7, 2, inputs, outputs, 15);
        }

        return shapes;
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_convolution_is_that_of_libtorch(int kernel, int stride, int inputs, int outputs, int size)
    {
        using DisposeScope scope = NewDisposeScope();
        manual_seed(1);
        Tensor weight = randn(outputs, inputs, kernel, kernel) / Math.Sqrt(inputs * kernel * kernel);
        Tensor bias = randn(outputs);
        Tensor maps = randn(5, inputs, size, size + 1);
        Tensor expected = nn.functional.conv2d(maps, weight, bias, [stride, stride], [kernel / 2, kernel / 2]);
        Tensor added = randn_like(expected);
        long[] shape = [5, expected.size(2), expected.size(3), outputs];

        Assert.All(ProcessorKernels.Available, kernels =>
        {
            using IConvolution convolution = CpuLayers.Create(kernels, weight, bias, stride);
            string kind = convolution.GetType().Name;
            string expectedKind = stride == 2 ? "Patch" : kernel == 1 ? "Point" : 9 * inputs * outputs > SmallMapConvolution.LeastNumbers ? "SmallMap" : inputs >= kernels.Lanes ? "Winograd" : "Patch";
            Assert.StartsWith(expectedKind, kind, StringComparison.Ordinal);
            AssertClose(expected, CpuLayers.Run(convolution, maps, null, false, shape));
            AssertClose(expected + added, CpuLayers.Run(convolution, maps, added, false, shape));
            AssertClose((expected + added).relu(), CpuLayers.Run(convolution, maps, added, true, shape));
        });
    }

    [Theory]
    [InlineData(3, 1, 24)]
    [InlineData(3, 2, 24)]
    [InlineData(3, 1, 3)]
    public void Maps_in_half_precision_give_the_same_up_to_their_rounding(int kernel, int stride, int inputs)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor weight = randn(24, inputs, kernel, kernel);
        Tensor maps = randn(5, inputs, 9, 9).to_type(ScalarType.BFloat16);
        Tensor expected = nn.functional.conv2d(maps.to_type(ScalarType.Float32), weight, zeros(24), [stride, stride], [kernel / 2, kernel / 2]).relu();

        Assert.All(ProcessorKernels.Available, kernels =>
        {
            using IConvolution convolution = CpuLayers.Create(kernels, weight, zeros(24), stride);

            Tensor actual = CpuLayers.Run(convolution, maps, null, true, [5, expected.size(2), expected.size(3), 24]);

            Assert.Equal(ScalarType.BFloat16, actual.dtype);
            Assert.InRange((expected - actual.to_type(ScalarType.Float32)).Norm() / expected.Norm(), 0, 4e-3);
        });
    }

    [Theory]
    [InlineData(3, 1, 64, 64, 21)]
    [InlineData(3, 1, 288, 272, 7)]
    [InlineData(3, 1, 288, 272, 15)]
    [InlineData(3, 2, 64, 328, 14)]
    [InlineData(1, 1, 200, 328, 17)]
    [InlineData(7, 2, 3, 64, 90)]
    public void Threads_share_a_large_map(int kernel, int stride, int inputs, int outputs, int size)
    {
        using DisposeScope scope = NewDisposeScope();
        manual_seed(1);
        Tensor weight = randn(outputs, inputs, kernel, kernel) / Math.Sqrt(inputs * kernel * kernel);
        Tensor bias = randn(outputs);
        Tensor map = randn(1, inputs, size, size);
        Tensor expected = nn.functional.conv2d(map, weight, bias, [stride, stride], [kernel / 2, kernel / 2]);
        Tensor added = randn_like(expected);
        int threads = get_num_threads();
        try
        {
            foreach (int count in (int[])[2, 3, 7])
            {
                set_num_threads(count);
                Assert.All(ProcessorKernels.Available, kernels =>
                {
                    using IConvolution convolution = CpuLayers.Create(kernels, weight, bias, stride);
                    AssertClose((expected + added).relu(), CpuLayers.Run(convolution, map, added, true, [1, expected.size(2), expected.size(3), outputs]));
                });
            }
        }
        finally
        {
            set_num_threads(threads);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(20)]
    public void Wide_layers_give_the_same_for_few_maps_as_for_many(int maps)
    {
        using DisposeScope scope = NewDisposeScope();
        manual_seed(1);
        Tensor weight = randn(272, 288, 3, 3) / Math.Sqrt(288 * 9);
        Tensor input = randn(maps, 288, 7, 7);
        Tensor expected = nn.functional.conv2d(input, weight, zeros(272), [1, 1], [1, 1]);

        Assert.All(ProcessorKernels.Available, kernels =>
        {
            using IConvolution convolution = CpuLayers.Create(kernels, weight, zeros(272), 1);
            Assert.IsType<SmallMapConvolution>(convolution);
            AssertClose(expected, CpuLayers.Run(convolution, input, null, false, [maps, 7, 7, 272]));
        });
    }

    [Theory]
    [InlineData(3)]
    [InlineData(1)]
    public void NaN_is_not_swallowed(int kernel)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor maps = full([1, 16, 4, 4], float.NaN);

        Assert.All(ProcessorKernels.Available, kernels =>
        {
            using IConvolution convolution = CpuLayers.Create(kernels, ones(16, 16, kernel, kernel), zeros(16), 1);

            Tensor result = CpuLayers.Run(convolution, maps, null, true, [1, 4, 4, 16]);

            Assert.All(result.contiguous().data<float>().ToArray(), value => Assert.True(float.IsNaN(value)));
        });
    }

    [Theory]
    [InlineData(16, 7, 9)]
    [InlineData(24, 8, 8)]
    [InlineData(64, 1, 2)]
    public void Max_pooling_is_that_of_libtorch(int channels, int height, int width)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor maps = randn(3, channels, height, width);
        Tensor withNaN = maps.clone();
        withNaN[1, 3, 0, 0] = float.NaN;

        Assert.All(ProcessorKernels.Available, kernels =>
        {
            Assert.Equal(nn.functional.max_pool2d(maps, 3, 2, 1).Floats(), CpuLayers.MaxPool(kernels, maps).Floats());
            Assert.Equal(nn.functional.max_pool2d(withNaN, 3, 2, 1).Floats(), CpuLayers.MaxPool(kernels, withNaN).Floats());
        });
    }

    [Theory]
    [InlineData(1, 16, 24, 9)]
    [InlineData(2, 16, 24, 9)]
    [InlineData(2, 24, 48, 8)]
    [InlineData(2, 16, 16, 1)]
    public void The_shortcut_takes_every_strideth_pixel_between_zero_channels(int stride, int inputs, int outputs, int size)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor maps = randn(3, inputs, size, size);
        long before = (outputs - inputs) / 2;
        Tensor pixels = nn.functional.max_pool2d(maps, 1, stride);

        Tensor expected = nn.functional.pad(pixels, [0, 0, 0, 0, before, before]);

        Assert.Equal(expected.Floats(), CpuLayers.Shortcut(maps, stride, outputs).Floats());
    }

    [Fact]
    public unsafe void Maps_of_more_than_2_GiB_have_their_last_number_where_it_lies()
    {
        // Memory that nobody touches takes no room.
        using Tensor pixels = empty(40_000, 32, 32, 16);

        Maps<float> maps = CpuLayers.Of<float>(pixels);

        Assert.Equal((40_000L * 32 * 32 * 16) - 16, maps.At(39_999, 31, 31) - maps.Start);
        using Tensor last = pixels.narrow(0, 39_999, 1);
        last.fill_(7);
        Assert.Equal(7, maps.At(39_999, 31, 31)[15]);
        Assert.Equal(7, maps.Slice(39_999, 1).Start[0]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(40)]
    public void Slices_of_a_batch_are_those_of_the_whole(int count)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor maps = randn(count, 16, 32, 32);

        Tensor result = BatchSlices.Run(maps, 4096, slice => slice.mul(2));

        Assert.Equal(maps.mul(2).Floats(), result.Floats());
    }

    private static void AssertClose(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.shape, actual.shape);
        Assert.InRange((expected - actual).abs().max().item<float>(), 0, Rounding);
    }
}
