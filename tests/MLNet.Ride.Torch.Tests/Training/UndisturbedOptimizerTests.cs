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
    public void Sgd_takes_the_steps_of_TorchSharp_bit_for_bit(double momentum, bool nesterov, double decay)
    {
        SGD.ParamGroup Group(Parameter weight) => new([weight], 0.1, momentum, 0, decay, nesterov);
        Assert.Equal(After(weight => optim.SGD([Group(weight)], 0.1)), After(weight => new UndisturbedSgd([Group(weight)], 0.1)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.01)]
    public void AdamW_takes_the_steps_of_TorchSharp_bit_for_bit(double decay)
    {
        AdamW.ParamGroup Group(Parameter weight) => new([weight], 0.1, 0.9, 0.999, 1e-8, decay);
        Assert.Equal(After(weight => optim.AdamW([Group(weight)])), After(weight => new UndisturbedAdamW([Group(weight)])));
    }

    private static float[] After(Func<Parameter, optim.Optimizer> create)
    {
        using DisposeScope scope = NewDisposeScope();
        var weight = new Parameter(tensor((float[])[0.3f, -1.7f, 2.9f]));
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
