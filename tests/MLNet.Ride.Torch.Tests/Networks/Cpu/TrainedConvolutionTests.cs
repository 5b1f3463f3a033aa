using MLNet.Ride.Torch.Kernels.Widths;
using MLNet.Ride.Torch.Networks.Cpu;
using MLNet.Ride.Torch.Tests.Reference;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Tests.Networks.Cpu;

/// <summary>The library's own convolution in training has the results and the gradients of libtorch's.</summary>
public class TrainedConvolutionTests
{
    private const double Rounding = 1e-5;
    private const double HalfRounding = 1e-2;

    [Theory]
    [InlineData(16, 16, 8, 8, 3)]
    [InlineData(24, 24, 7, 5, 20)]
    [InlineData(16, 40, 1, 2, 1)]
    [InlineData(48, 48, 9, 4, 5)]
    [InlineData(64, 112, 4, 4, 9)]
    [InlineData(20, 36, 8, 8, 3)]
    [InlineData(200, 328, 7, 7, 3)]
    public void Results_and_gradients_are_those_of_libtorch(int inputs, int outputs, int height, int width, int count)
    {
        using DisposeScope scope = NewDisposeScope();
        manual_seed(1);
        Tensor maps = randn(count, inputs, height, width).requires_grad_();
        Tensor weight = randn(outputs, inputs, 3, 3).requires_grad_();
        Tensor expected = nn.functional.conv2d(maps, weight, null, [1, 1], [1, 1]);
        Tensor byResult = randn_like(expected);
        IList<Tensor> gradients = autograd.grad([expected], [maps, weight], [byResult]);

        Assert.All(ProcessorKernels.Available, kernels =>
        {
            Tensor actual = TrainedConvolution.apply(maps, weight, kernels);
            IList<Tensor> own = autograd.grad([actual], [maps, weight], [byResult]);

            AssertClose(expected, actual);
            AssertClose(gradients[0], own[0]);
            AssertClose(gradients[1], own[1]);
        });
    }

    [Fact]
    public void Maps_in_half_precision_give_the_same_up_to_their_rounding()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor maps = randn(5, 24, 8, 8).to_type(ScalarType.BFloat16);
        Tensor single = maps.to_type(ScalarType.Float32).requires_grad_();
        Tensor half = maps.requires_grad_();
        Tensor weight = randn(24, 24, 3, 3).requires_grad_();
        Tensor expected = nn.functional.conv2d(single, weight, null, [1, 1], [1, 1]);
        IList<Tensor> gradients = autograd.grad([expected.square().sum()], [single, weight]);

        Assert.All(ProcessorKernels.Available, kernels =>
        {
            Tensor actual = TrainedConvolution.apply(half, weight, kernels);
            IList<Tensor> own = autograd.grad([actual.to_type(ScalarType.Float32).square().sum()], [half, weight]);

            Assert.Equal(ScalarType.BFloat16, actual.dtype);
            Assert.Equal(ScalarType.BFloat16, own[0].dtype);
            Assert.Equal(ScalarType.Float32, own[1].dtype);
            AssertClose(expected, actual.to_type(ScalarType.Float32), HalfRounding);
            AssertClose(gradients[0], own[0].to_type(ScalarType.Float32), HalfRounding);
            AssertClose(gradients[1], own[1], HalfRounding);
        });
    }

    [Fact]
    public void Gradients_of_maps_in_any_layout_are_the_same()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor maps = randn(4, 16, 8, 8);
        Tensor channelsLast = maps.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
        Tensor weight = randn(16, 16, 3, 3).requires_grad_();

        IEnumerable<float[]> gradients = ((Tensor[])[maps, channelsLast]).Select(
            input => autograd.grad([TrainedConvolution.apply(input, weight, ProcessorKernels.Available[0]).square().sum()], [weight])[0].Floats()).ToList();

        Assert.Equal(gradients.First(), gradients.Last());
    }

    [Fact]
    public void No_tensor_is_left()
    {
        using Tensor weight = randn(16, 16, 3, 3).requires_grad_();
        Step();

        TensorCount.AssertNoneLeft(Step);

        void Step()
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor hidden = TrainedConvolution.apply(rand(3, 16, 8, 8), weight, ProcessorKernels.Available[0]);
            TrainedConvolution.apply(hidden, weight, ProcessorKernels.Available[0]).sum().backward();
            weight.grad = null;
        }
    }

    private static void AssertClose(Tensor expected, Tensor actual, double rounding = Rounding)
    {
        Assert.Equal(expected.shape, actual.shape);
        Assert.InRange((expected - actual).Norm() / expected.Norm(), 0, rounding);
    }
}
