using MLNet.Ride.Torch.Kernels;
using MLNet.Ride.Torch.Kernels.Widths;
using MLNet.Ride.Torch.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Tests.Training;

public sealed class UndisturbedOptimizerTests
{
    [Theory]
    [InlineData(0, false, 0)]
    [InlineData(0, false, 0.01)]
    [InlineData(0.9, false, 0.01)]
    [InlineData(0.9, true, 0)]
    [InlineData(0.9, true, 0.01)]
    public void Sgd_takes_the_steps_of_TorchSharp_with_own_kernels_bit_for_bit(double momentum, bool nesterov, double decay)
    {
        SGD.ParamGroup Group(Parameter weight) => new([weight], 0.1, momentum, 0, decay, nesterov);
        foreach (int count in (int[])[1, 3, 64, 100_003])
        {
            float[] expected = After(count, weight => optim.SGD([Group(weight)], 0.1));
            float[] Actual(IKernels? kernels) => After(count, weight => new UndisturbedSgd([Group(weight)], 0.1, kernels));
            Assert.All(ProcessorKernels.Available, kernels => Assert.Equal(expected, Actual(kernels)));
            Assert.All(expected.Zip(Actual(kernels: null)), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.01)]
    public void AdamW_takes_the_steps_of_TorchSharp_bit_for_bit(double decay)
    {
        AdamW.ParamGroup Group(Parameter weight) => new([weight], 0.1, 0.9, 0.999, 1e-8, decay);
        Assert.Equal(After(3, weight => optim.AdamW([Group(weight)])), After(3, weight => new UndisturbedAdamW([Group(weight)])));
    }

    private static float[] After(int count, Func<Parameter, optim.Optimizer> create)
    {
        using DisposeScope scope = NewDisposeScope();
        var random = new Random(1);
        var weight = new Parameter(tensor((float[])[.. Enumerable.Range(0, count).Select(_ => (float)((2 * random.NextDouble()) - 1))]));
        using optim.Optimizer optimizer = create(weight);
        for (int step = 0; step < 5; step++)
        {
            optimizer.zero_grad();
            weight.exp().sum().backward();
            optimizer.step();
        }

        return weight.data<float>().ToArray();
    }
}
