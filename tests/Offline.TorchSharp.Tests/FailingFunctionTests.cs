using System.Runtime.InteropServices;
using static TorchSharp.torch;
using static TorchSharp.torch.autograd;

namespace Offline.TorchSharp.Tests;

/// <summary>
/// Exceptions in the backward pass of a function. The real package lets them end the process, and takes a second pass without a kept graph;
/// these tests are for the stand-in alone.
/// </summary>
public class FailingFunctionTests
{
    [Fact]
    public void An_exception_reaches_the_caller()
    {
        Assert.Contains("the reason é", Failure((_, _) => throw new FormatException("the reason é")));
    }

    [Fact]
    public void There_must_be_a_gradient_for_each_argument()
    {
        Assert.Contains("returned 2 gradients for 3 arguments", Failure((_, gradient) => [gradient, null!]));
        Assert.Contains("returned 4 gradients for 3 arguments", Failure((_, gradient) => [gradient, null!, null!, gradient]));
        Assert.Contains("argument 2", Failure((_, gradient) => [gradient, gradient, null!]));
        Assert.Contains("NullReference", Failure((_, _) => null!));
    }

    [Fact]
    public void A_saved_tensor_must_not_change_in_place()
    {
        using var scope = NewDisposeScope();
        Tensor x = ones([2], requires_grad: true);
        Tensor copy = x * 1;
        Tensor sum = ScaledProduct.apply(copy, copy, 2.0).sum();
        copy.add_(1);
        Assert.Contains("inplace", Assert.Throws<ExternalException>(() => sum.backward()).Message);
    }

    [Fact]
    public void Saved_tensors_are_released_by_a_backward_pass()
    {
        using var scope = NewDisposeScope();
        Tensor x = ones([2], requires_grad: true);
        Tensor sum = ScaledProduct.apply(x, x, 2.0).sum();
        sum.backward();
        Assert.Contains("second time", Assert.Throws<ExternalException>(() => sum.backward()).Message);
    }

    [Fact]
    public void Saved_tensors_are_there_in_the_backward_pass_only()
    {
        using var scope = NewDisposeScope();
        Tensor x = ones([2], requires_grad: true);
        AutogradContext? context = null;
        Tensor Forward(AutogradContext ctx, Tensor input)
        {
            context = ctx;
            ctx.save_for_backward([input]);
            return input * 1;
        }

        AnyFunction.Apply(x, Forward, (_, gradient) => [gradient, null!, null!]);
        Assert.Throws<InvalidOperationException>(() => context!.get_saved_variables());
    }

    [Fact]
    public void The_next_pass_works_again_and_nothing_is_left_behind()
    {
        long before = LiveTensors.Count();
        for (int i = 0; i < 100; i++)
        {
            Failure((_, _) => throw new FormatException());
        }

        using (NewDisposeScope())
        {
            Tensor x = ones([2], requires_grad: true);
            ScaledProduct.apply(x, x, 2.0).sum().backward();
            Assert.Equal([4f, 4f], x.grad!.data<float>().ToArray());
        }

        Assert.Equal(before, LiveTensors.Count());
    }

    private static string Failure(AnyFunction.Backward backward)
    {
        using var scope = NewDisposeScope();
        Tensor x = ones([2], requires_grad: true);
        Tensor sum = AnyFunction.Apply(x, (_, input) => input * 1, backward).sum();
        return Assert.Throws<ExternalException>(() => sum.backward()).Message;
    }
}
