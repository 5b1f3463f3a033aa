using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Offline.TorchSharp.Tests;

public class FunctionTests
{
    [Fact]
    public void Values_and_gradients_are_those_that_the_function_gives()
    {
        using var scope = NewDisposeScope();
        Tensor x = tensor(new float[] { 1, 2 }, requires_grad: true);
        Tensor y = tensor(new float[] { 3, 4 }, requires_grad: true);
        Tensor result = ScaledProduct.apply(x, y, 2.0);
        Assert.Equal([6f, 16f], result.data<float>().ToArray());
        (result * tensor(new float[] { 1, 10 })).sum().backward();
        Assert.Equal([6f, 80f], x.grad!.data<float>().ToArray());
        Assert.Equal([2f, 40f], y.grad!.data<float>().ToArray());
    }

    [Fact]
    public void Inputs_that_record_nothing_get_no_gradient()
    {
        using var scope = NewDisposeScope();
        Tensor x = ones([2], requires_grad: true);
        Tensor y = ones(2);
        ScaledProduct.apply(x, y, 2.0).sum().backward();
        Assert.NotNull(x.grad);
        Assert.Null(y.grad);
        Assert.False(ScaledProduct.apply(y, y, 2.0).requires_grad);
    }

    [Fact]
    public void A_gradient_of_null_arrives_at_an_earlier_function_as_zeros()
    {
        using var scope = NewDisposeScope();
        Tensor x = ones([2], requires_grad: true);
        Tensor product = ScaledProduct.apply(x, x, 2.0);
        AnyFunction.Apply(product, (_, input) => input * 1, (_, _) => [null!, null!, null!]).sum().backward();
        Assert.Equal([0f, 0f], x.grad!.data<float>().ToArray());
    }

    [Fact]
    public void Nothing_is_recorded_without_gradients()
    {
        using var scope = NewDisposeScope();
        Tensor x = ones([2], requires_grad: true);
        using (no_grad())
        {
            Assert.False(ScaledProduct.apply(x, x, 2.0).requires_grad);
        }

        using (inference_mode())
        {
            Assert.False(ScaledProduct.apply(x, x, 2.0).requires_grad);
        }

        Assert.True(ScaledProduct.apply(x, x, 2.0).requires_grad);
    }

    [Fact]
    public void The_forward_pass_records_nothing_itself()
    {
        using var scope = NewDisposeScope();
        Tensor x = ones([2], requires_grad: true);
        AnyFunction.Apply(
            x,
            (_, input) =>
            {
                Assert.False(is_grad_enabled());
                return input * 1;
            },
            (_, gradient) => [gradient, null!, null!]);
        Assert.True(is_grad_enabled());
    }

    [Fact]
    public void An_exception_of_the_forward_pass_reaches_the_caller()
    {
        using var scope = NewDisposeScope();
        Tensor x = ones([2], requires_grad: true);
        Assert.Throws<FormatException>(() => AnyFunction.Apply(x, (_, _) => throw new FormatException(), (_, _) => []));
        Assert.True(is_grad_enabled());
        ScaledProduct.apply(x, x, 2.0).sum().backward();
        Assert.NotNull(x.grad);
    }

    [Fact]
    public void Saved_tensors_outlive_a_backward_pass_that_keeps_the_graph()
    {
        using var scope = NewDisposeScope();
        Tensor x = ones([2], requires_grad: true);
        Tensor sum = ScaledProduct.apply(x, x, 2.0).sum();
        autograd.backward([sum], retain_graph: true);
        sum.backward();
        Assert.Equal([8f, 8f], x.grad!.data<float>().ToArray());
    }

    [Fact]
    public void A_saved_tensor_outlives_its_dispose_scope_but_must_live_until_the_forward_pass_is_over()
    {
        using var scope = NewDisposeScope();
        Tensor x = ones([2], requires_grad: true);
        Tensor result;
        List<Tensor> saved = [];
        using (NewDisposeScope())
        {
            result = AnyFunction.Apply(
                x,
                (ctx, input) =>
                {
                    Tensor gone = input * 3;
                    ctx.save_for_backward([gone, input * 2]);
                    gone.Dispose();
                    return input * 1;
                },
                (ctx, gradient) =>
                {
                    saved = ctx.get_saved_variables();
                    return [gradient, null!, null!];
                }).MoveToOuterDisposeScope();
        }

        result.sum().backward();
        Assert.Equal(2, saved.Count);
        Assert.Null(saved[0]);
        Assert.Equal([2f, 2f], saved[1].data<float>().ToArray());
    }

    [Fact]
    public void A_gradient_can_be_differentiated()
    {
        using var scope = NewDisposeScope();
        Tensor x = full([2], 3f, requires_grad: true);
        Tensor gradient = Assert.Single(autograd.grad([ScaledProduct.apply(x, x, 1.0).sum()], [x], create_graph: true));
        gradient.sum().backward();
        Assert.Equal([2f, 2f], x.grad!.data<float>().ToArray());
    }

    [Fact]
    public void A_result_may_change_in_place_unless_it_is_a_view_of_an_input()
    {
        using var scope = NewDisposeScope();
        Tensor x = ones([2], requires_grad: true);
        Tensor result = ScaledProduct.apply(x, x, 2.0);
        result.mul_(5);
        result.sum().backward();
        Assert.Equal([20f, 20f], x.grad!.data<float>().ToArray());

        Tensor view = AnyFunction.Apply(x, (_, input) => input.view(1, 2), (_, gradient) => [gradient.view(2), null!, null!]);
        Assert.Throws<ExternalException>(() => view.mul_(5));
    }

    [Fact]
    public void An_input_that_is_returned_as_it_is_becomes_another_tensor()
    {
        using var scope = NewDisposeScope();
        Tensor x = ones([2], requires_grad: true);
        Tensor result = AnyFunction.Apply(x, (_, input) => input, (_, gradient) => [gradient * 7, null!, null!]);
        Assert.True(x.is_leaf);
        Assert.False(result.is_leaf);
        result.sum().backward();
        Assert.Equal([7f, 7f], x.grad!.data<float>().ToArray());
    }

    [Fact]
    public void A_gradient_of_another_shape_is_refused()
    {
        using var scope = NewDisposeScope();
        Tensor x = ones([2], requires_grad: true);
        Tensor sum = AnyFunction.Apply(x, (_, input) => input * 1, (_, _) => [ones(3), null!, null!]).sum();
        Assert.Contains("shape compatible", Assert.Throws<ExternalException>(() => sum.backward()).Message);
    }

    [Fact]
    public void Threads_have_graphs_of_their_own()
    {
        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, thread =>
        {
            for (int i = 0; i < 100; i++)
            {
                using var scope = NewDisposeScope();
                Tensor x = full([3], thread + 1f, requires_grad: true);
                ScaledProduct.apply(ScaledProduct.apply(x, x, 1.0), x, (double)i).sum().backward();
                Assert.Equal(3f * i * (thread + 1) * (thread + 1), x.grad![0].item<float>());
            }
        });
    }

    [Fact]
    public void Nothing_is_left_behind()
    {
        long before = LiveTensors.Count();
        List<WeakReference> kept = [];
        for (int i = 0; i < 1000; i++)
        {
            kept.Add(Use());
        }

        Assert.Equal(before, LiveTensors.Count());
        Assert.DoesNotContain(kept, reference => reference.IsAlive);
    }

    /// <summary>What a backward pass holds on to: a graph that has been through it, one that has not, and none.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Use()
    {
        using var scope = NewDisposeScope();
        object held = new();
        List<Tensor> Double(autograd.AutogradContext ctx, Tensor gradient)
        {
            GC.KeepAlive(held);
            return [gradient * 2, null!, null!];
        }

        Tensor x = ones([2], requires_grad: true);
        AnyFunction.Apply(ScaledProduct.apply(x, x, 2.0), (_, input) => input * 2, Double).sum().backward();
        AnyFunction.Apply(x, (_, input) => input * 2, Double);
        using (no_grad())
        {
            AnyFunction.Apply(x, (_, input) => input * 2, Double);
        }

        return new WeakReference(held);
    }
}
