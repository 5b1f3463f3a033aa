using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Offline.TorchSharp.Tests;

public class SgdTests
{
    [Fact]
    public void Nesterov_steps_are_those_computed_by_hand()
    {
        const double rate = 0.1, momentum = 0.9, decay = 0.01;
        double weight = 2, buffer = 0;

        using Parameter parameter = new(tensor(new[] { 2f }));
        using SGD optimizer = optim.SGD([parameter], rate, momentum, 0, decay, true);
        for (int step = 0; step < 3; step++)
        {
            using (NewDisposeScope())
            {
                optimizer.zero_grad();
                (parameter * parameter).sum().backward();
                optimizer.step();
            }

            double gradient = (2 * weight) + (decay * weight);
            buffer = step == 0 ? gradient : (momentum * buffer) + gradient;
            weight -= rate * (gradient + (momentum * buffer));
            Assert.Equal(weight, parameter.item<float>(), 5);
        }
    }

    [Fact]
    public void Each_group_has_its_learning_rate()
    {
        using Parameter slow = new(ones(1));
        using Parameter fast = new(ones(1));
        using SGD optimizer = optim.SGD([new SGD.ParamGroup([slow], 0.1), new SGD.ParamGroup([fast], 0.5)], 1);
        (slow + fast).sum().backward();
        optimizer.step();
        Assert.Equal(0.9f, slow.item<float>(), 5);
        Assert.Equal(0.5f, fast.item<float>(), 5);

        foreach (var group in optimizer.ParamGroups)
        {
            group.LearningRate = 1;
        }

        optimizer.step();
        Assert.Equal(-0.1f, slow.item<float>(), 5);
        Assert.Equal(-0.5f, fast.item<float>(), 5);
    }

    [Fact]
    public void The_momentum_is_kept_and_can_be_carried_over()
    {
        using Parameter parameter = new(ones(2));
        using SGD optimizer = optim.SGD([parameter], 0.1, 0.9);
        parameter.sum().backward();
        optimizer.step();
        SGD.State state = Assert.IsType<SGD.State>(Assert.Single(optimizer.state_dict().State));
        Assert.Equal([1f, 1f], state.momentum_buffer!.data<float>().ToArray());

        using Parameter other = new(ones(2));
        using SGD resumed = optim.SGD([other], 0.1, 0.9);
        resumed.load_state_dict(optimizer.state_dict());
        SGD.State carried = (SGD.State)resumed.state_dict().State[0];
        Assert.Equal([1f, 1f], carried.momentum_buffer!.data<float>().ToArray());
    }

    [Fact]
    public void Every_step_reaches_every_parameter_of_a_sequence()
    {
        using Sequential net = nn.Sequential(nn.Linear(2, 3), nn.ReLU(), nn.Linear(3, 1));
        using SGD optimizer = optim.SGD(net.parameters(), 0.1);
        for (int step = 0; step < 2; step++)
        {
            using var scope = NewDisposeScope();
            float[] before = net.parameters().Select(parameter => parameter.sum().item<float>()).ToArray();
            foreach (Parameter parameter in net.parameters())
            {
                parameter.grad = ones_like(parameter);
            }

            optimizer.step();
            Assert.Equal(
                net.parameters().Select((parameter, i) => before[i] - (0.1f * parameter.numel())),
                net.parameters().Select(parameter => parameter.sum().item<float>()),
                (expected, actual) => Math.Abs(expected - actual) < 1e-4);
            Assert.Equal(4, before.Length);
        }
    }

    [Fact]
    public void A_step_leaves_no_tensors_behind()
    {
        using Parameter parameter = new(ones(4));
        using SGD optimizer = optim.SGD([parameter], 0.1, 0.9, 0, 1e-4, true);
        using (NewDisposeScope())
        {
            parameter.sum().backward();
        }

        optimizer.step();
        long before = LiveTensors.Count();
        optimizer.step();
        Assert.Equal(before, Tensor.TotalCount);
    }

    [Theory]
    [InlineData(-1, 0, 0, false)]
    [InlineData(1, -1, 0, false)]
    [InlineData(1, 0, -1, false)]
    [InlineData(1, 0, 0, true)]
    public void Wrong_settings_are_refused(double rate, double momentum, double decay, bool nesterov)
    {
        using Parameter parameter = new(ones(1));
        Assert.Throws<ArgumentException>(() => optim.SGD([parameter], rate, momentum, 0, decay, nesterov));
    }
}
