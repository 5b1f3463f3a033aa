using MLNet.Ride.Torch.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Tests.Runtime;

/// <summary>The operations on many tensors give the same as those on one.</summary>
public sealed class TensorListsTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly Tensor[] _tensors, _others;

    public TensorListsTests()
    {
        using var generator = new Generator(1);
        _tensors = [.. Enumerable.Range(1, 5).Select(n => randn(n, 7, generator: generator))];
        _others = [.. _tensors.Select(tensor => randn(tensor.shape, generator: generator))];
    }

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Tensors_approach_their_goals()
    {
        using Tensor part = tensor(0.001f);
        float[][] expected = Values(_tensors.Zip(_others, (tensor, other) => tensor.lerp(other, part)));

        TensorLists.Approach(_tensors, _others, 0.001f);

        Assert.Equal(expected, Values(_tensors));
    }

    [Fact]
    public void A_tensor_at_its_goal_stays()
    {
        float[][] before = Values(_tensors);

        TensorLists.Approach(_tensors, [.. _tensors.Select(tensor => tensor.clone())], 0.3);

        Assert.Equal(before, Values(_tensors));
    }

    [Fact]
    public void Tensors_are_blended()
    {
        float[][] expected = Values(_tensors.Zip(_others, (tensor, other) => tensor.Times(0.99).Plus(other, 1 - 0.99)));

        TensorLists.Blend(_tensors, _others, 0.99, 1 - 0.99);

        Assert.Equal(expected, Values(_tensors));
    }

    [Fact]
    public void Tensors_are_copied()
    {
        TensorLists.Copy(_tensors, _others);

        Assert.Equal(Values(_others), Values(_tensors));
    }

    [Fact]
    public void No_tensors_are_no_work() => TensorLists.Copy([], []);

    private static float[][] Values(IEnumerable<Tensor> tensors) => [.. tensors.Select(tensor => tensor.data<float>().ToArray())];
}
