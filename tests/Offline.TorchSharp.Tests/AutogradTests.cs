using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Offline.TorchSharp.Tests;

public class AutogradTests
{
    [Fact]
    public void Gradients_add_up_until_they_are_cleared()
    {
        using var scope = NewDisposeScope();
        Tensor x = tensor(new float[] { 1, 2 }, requires_grad: true);
        (x * x).sum().backward();
        Assert.Equal([2f, 4], x.grad!.data<float>().ToArray());
        (x * x).sum().backward();
        Assert.Equal([4f, 8], x.grad!.data<float>().ToArray());
        x.grad = null;
        Assert.Null(x.grad);
    }

    [Fact]
    public void Nothing_is_recorded_without_gradients()
    {
        using var scope = NewDisposeScope();
        Tensor x = ones([2], requires_grad: true);
        using (no_grad())
        {
            Assert.False(is_grad_enabled());
            Assert.False((x * 2).requires_grad);
            using (enable_grad())
            {
                Assert.True((x * 2).requires_grad);
            }
        }

        Assert.True(is_grad_enabled());
        using (inference_mode())
        {
            Assert.True(is_inference_mode_enabled());
            Assert.False((x * 2).requires_grad);
        }

        Assert.False(is_inference_mode_enabled());
        Assert.True((x * 2).requires_grad);
        Assert.False((x * 2).detach().requires_grad);
    }

    [Fact]
    public void Gradients_of_chosen_inputs()
    {
        using var scope = NewDisposeScope();
        Tensor x = tensor(new float[] { 3 }, requires_grad: true);
        Tensor y = tensor(new float[] { 4 }, requires_grad: true);
        IList<Tensor> found = autograd.grad([(x * y).sum()], [y]);
        Assert.Equal([3f], Assert.Single(found).data<float>().ToArray());
        Assert.Null(x.grad);
    }

    [Fact]
    public void Module_zero_grad_drops_the_gradients()
    {
        using var scope = NewDisposeScope();
        Linear layer = nn.Linear(2, 1);
        layer.call(ones(1, 2)).sum().backward();
        Assert.All(layer.parameters(), parameter => Assert.NotNull(parameter.grad));
        layer.zero_grad();
        Assert.All(layer.parameters(), parameter => Assert.Null(parameter.grad));
    }

    [Fact]
    public void Frozen_parameters_get_no_gradient()
    {
        using var scope = NewDisposeScope();
        Linear layer = nn.Linear(2, 1);
        layer.get_parameter("weight")!.requires_grad = false;
        layer.call(ones(1, 2)).sum().backward();
        Assert.Null(layer.get_parameter("weight")!.grad);
        Assert.NotNull(layer.get_parameter("bias")!.grad);
    }
}
