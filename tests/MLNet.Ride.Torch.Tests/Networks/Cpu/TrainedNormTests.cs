using MLNet.Ride.Torch.Kernels;
using MLNet.Ride.Torch.Kernels.Widths;
using MLNet.Ride.Torch.Networks.Cpu;
using MLNet.Ride.Torch.Tests.Reference;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Tests.Networks.Cpu;

/// <summary>The library's own batch norm in training has the results, statistics and gradients of libtorch's.</summary>
public class TrainedNormTests
{
    private const double Rounding = 1e-5;
    private const double HalfRounding = 1e-2;

    [Theory]
    [InlineData(16, 8, 3, false, false)]
    [InlineData(24, 7, 20, true, false)]
    [InlineData(24, 7, 20, false, true)]
    [InlineData(48, 1, 2, true, true)]
    [InlineData(70, 33, 9, true, true)]
    public void Results_statistics_and_gradients_are_those_of_libtorch(int channels, int size, int count, bool rectified, bool adds)
    {
        using DisposeScope scope = NewDisposeScope();
        var problem = new Problem(ScalarType.Float32, channels, size, count, rectified, adds);
        (Tensor expected, IList<Tensor> gradients) = problem.Libtorch();

        Assert.All(ProcessorKernels.Available, kernels =>
        {
            (Tensor actual, IList<Tensor> own) = problem.Own(kernels);

            AssertClose(expected, actual, Rounding);
            Assert.Equal(gradients.Count, own.Count);
            Assert.All(gradients.Zip(own), pair => AssertClose(pair.First, pair.Second, Rounding));
            AssertClose(problem.LibtorchMean, problem.Mean, Rounding);
            AssertClose(problem.LibtorchVariance, problem.Variance, Rounding);
            Assert.Equal(1, problem.Batches.item<long>());
        });
    }

    [Theory]
    [InlineData(16, 8, 3, true, false)]
    [InlineData(24, 7, 20, true, true)]
    public void Maps_in_half_precision_give_the_same_up_to_their_rounding(int channels, int size, int count, bool rectified, bool adds)
    {
        using DisposeScope scope = NewDisposeScope();
        var problem = new Problem(ScalarType.BFloat16, channels, size, count, rectified, adds);
        (Tensor expected, IList<Tensor> gradients) = problem.Libtorch();

        Assert.All(ProcessorKernels.Available, kernels =>
        {
            (Tensor actual, IList<Tensor> own) = problem.Own(kernels);

            Assert.Equal(ScalarType.BFloat16, actual.dtype);
            AssertClose(expected, actual, HalfRounding);
            Assert.Equal(gradients.Count, own.Count);
            Assert.All(gradients.Zip(own), pair => AssertClose(pair.First, pair.Second, HalfRounding));
        });
    }

    [Fact]
    public void Far_means_lose_no_variance()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor maps = randn(64, 16, 16, 16) + 1000;
        using var norm = nn.BatchNorm2d(16);
        var statistics = new BatchStatistics(zeros(16), ones(16), zeros(1, int64), 1e-5, Rectified: false);

        Tensor result = TrainedNorm.Apply(ProcessorKernels.Available[0], maps, ones(16), zeros(16), statistics, null);

        AssertClose(norm.forward(maps), result, 1e-3);
    }

    [Fact]
    public void A_single_value_is_refused()
    {
        using DisposeScope scope = NewDisposeScope();
        var statistics = new BatchStatistics(zeros(16), ones(16), zeros(1, int64), 1e-5, Rectified: true);

        var error = Assert.Throws<ArgumentException>(() => TrainedNorm.Apply(ProcessorKernels.Available[0], zeros(1, 16, 1, 1), ones(16), zeros(16), statistics, null));

        Assert.Contains("[1, 16, 1, 1]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NaN_is_not_swallowed()
    {
        using DisposeScope scope = NewDisposeScope();
        var statistics = new BatchStatistics(zeros(16), ones(16), zeros(1, int64), 1e-5, Rectified: true);

        Assert.All(ProcessorKernels.Available, kernels =>
        {
            Tensor result = TrainedNorm.Apply(kernels, full([2, 16, 4, 4], float.NaN), ones(16), zeros(16), statistics, null);

            Assert.All(result.Floats(), value => Assert.True(float.IsNaN(value)));
        });
    }

    private static void AssertClose(Tensor expected, Tensor actual, double rounding)
    {
        Assert.Equal(expected.shape, actual.shape);
        Tensor distance = expected - actual.to_type(ScalarType.Float32);
        Assert.InRange(distance.Norm(), 0, rounding * Math.Max(1, expected.Norm()));
    }

    private sealed class Problem
    {
        private readonly ScalarType _type;
        private readonly Tensor _maps;
        private readonly Tensor? _added;
        private readonly Tensor _weight;
        private readonly Tensor _bias;
        private readonly Tensor _byResult;
        private readonly bool _rectified;

        public Problem(ScalarType type, int channels, int size, int count, bool rectified, bool adds)
        {
            manual_seed(1);
            _type = type;
            _maps = Rounded((randn(count, channels, size, size + 1) * 3) + 2);
            _added = adds ? Rounded(randn_like(_maps)) : null;
            _weight = rand(channels) + 0.5;
            _bias = randn(channels);
            _byResult = Rounded(randn_like(_maps));
            _rectified = rectified;
        }

        public Tensor Mean { get; private set; } = null!;

        public Tensor Variance { get; private set; } = null!;

        public Tensor Batches { get; private set; } = null!;

        public Tensor LibtorchMean { get; private set; } = null!;

        public Tensor LibtorchVariance { get; private set; } = null!;

        public (Tensor Result, IList<Tensor> Gradients) Libtorch()
        {
            long channels = _maps.size(1);
            (LibtorchMean, LibtorchVariance) = (zeros(channels), ones(channels));
            List<Tensor> inputs = Inputs(ScalarType.Float32);
            Tensor result = nn.functional.batch_norm(inputs[0], LibtorchMean, LibtorchVariance, inputs[1], inputs[2], training: true);
            result = _added is null ? result : result + inputs[3];
            result = _rectified ? result.relu() : result;
            return (result, autograd.grad([result], inputs, [_byResult]));
        }

        public (Tensor Result, IList<Tensor> Gradients) Own(IKernels kernels)
        {
            long channels = _maps.size(1);
            (Mean, Variance, Batches) = (zeros(channels), ones(channels), zeros(1, int64));
            List<Tensor> inputs = Inputs(_type);
            var statistics = new BatchStatistics(Mean, Variance, Batches, 1e-5, _rectified);
            Tensor result = TrainedNorm.Apply(kernels, inputs[0], inputs[1], inputs[2], statistics, _added is null ? null : inputs[3]);
            return (result, autograd.grad([result], inputs, [_byResult.to_type(_type)]));
        }

        private Tensor Rounded(Tensor values) => values.to_type(_type).to_type(ScalarType.Float32);

        private List<Tensor> Inputs(ScalarType type)
        {
            Tensor maps = _maps.clone().to_type(type).requires_grad_();
            List<Tensor> inputs = [maps, _weight.clone().requires_grad_(), _bias.clone().requires_grad_()];
            if (_added is not null)
            {
                inputs.Add(_added.clone().to_type(type).requires_grad_());
            }

            return inputs;
        }
    }
}
