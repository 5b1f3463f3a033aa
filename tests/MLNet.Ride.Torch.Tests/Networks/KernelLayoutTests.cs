using MLNet.Ride.Torch.Networks;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Training;
using MLNet.Ride.Torch.Training.Schedules;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Tests.Networks;

/// <summary>Kernels that are stored channels last, as on a GPU, with the layers of libtorch.</summary>
public sealed class KernelLayoutTests : IDisposable
{
    private const int Steps = 3;

    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly Tensor _images = randn([4, 3, 6, 6], generator: new Generator(1));

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Values_stay_and_the_way_back_restores_the_memory()
    {
        nn.Module<Tensor, Tensor> network = Network();
        var kernels = network.parameters().First();
        float[] before = kernels.data<float>().ToArray();

        KernelLayout.Set(network, channelsLast: true);

        Assert.Equal([27, 1, 9, 3], kernels.stride());
        Assert.Equal(before, kernels.contiguous().data<float>().ToArray());

        KernelLayout.Set(network, channelsLast: false);

        Assert.True(kernels.is_contiguous());
        Assert.Equal(before, kernels.data<float>().ToArray());
    }

    [Theory]
    [InlineData(OptimizerAlgorithm.Sgd)]
    [InlineData(OptimizerAlgorithm.AdamW)]
    public void A_network_learns_the_same(OptimizerAlgorithm algorithm)
    {
        nn.Module<Tensor, Tensor> plain = Network(), channelsLast = Network();
        KernelLayout.Set(channelsLast, channelsLast: true);
        using StageOptimizer first = Optimizer(plain, algorithm), second = Optimizer(channelsLast, algorithm);

        for (int step = 0; step < Steps; step++)
        {
            Step(plain, first);
            Step(channelsLast, second);
        }

        AssertAlike(plain, channelsLast);
    }

    [Fact]
    public void A_checkpoint_restores_momenta_in_the_layout_of_the_kernels()
    {
        nn.Module<Tensor, Tensor> whole = Network(), resumed = Network();
        KernelLayout.Set(resumed, channelsLast: true);
        using StageOptimizer first = Optimizer(whole, OptimizerAlgorithm.Sgd), second = Optimizer(resumed, OptimizerAlgorithm.Sgd);
        Step(whole, first);
        resumed.load_state_dict(whole.state_dict());

        second.Restore(first.State());
        Step(whole, first);
        Step(resumed, second);

        AssertAlike(whole, resumed);
    }

    private static nn.Module<Tensor, Tensor> Network()
    {
        manual_seed(1);
        return nn.Sequential(nn.Conv2d(3, 5, 3), nn.ReLU(), nn.Flatten(), nn.Linear(80, 2));
    }

    private static StageOptimizer Optimizer(nn.Module network, OptimizerAlgorithm algorithm)
    {
        var options = new MLNet.Ride.Torch.Options.OptimizerOptions { Algorithm = algorithm, LearningRate = 0.01, WarmUpEpochs = 0 };
        var optimizer = new StageOptimizer(network.parameters(), options, ScheduleRegistry.Create(options, 0, 1));
        optimizer.BeginEpoch(1);
        return optimizer;
    }

    private void Step(nn.Module<Tensor, Tensor> network, StageOptimizer optimizer) => optimizer.Step(network.forward(_images).exp().mean());

    private static void AssertAlike(nn.Module expected, nn.Module actual)
        => Assert.All(
            expected.parameters().Zip(actual.parameters()),
            pair => Assert.True(pair.First.allclose(pair.Second, 1e-5, 1e-7), "Parameters differ."));
}
