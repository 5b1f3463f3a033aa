using MLNet.Ride.Torch.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Tests.Runtime;

public sealed class ArithmeticTests
{
    private static readonly float[] Values = [1, -2, 0.5f];
    private static readonly float[] Others = [4, 8, -2];

    [Fact]
    public void What_gives_a_new_tensor_leaves_its_own()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor values = tensor(Values), others = tensor(Others);
        Is([5, 6, -1.5f], values.Plus(others));
        Is([3, 2, -0.5f], values.Plus(others, 0.5));
        Is([1.5f, -1.5f, 1], values.Plus(0.5));
        Is([0.5f, -1, 0.25f], values.Times(0.5));
        Is([2, -4, 1], values.Over(0.5));
        Is([1, 4, 0.25f], values.Power(2));
        Is([1, 0.25f, 0.5f], values.AtLeast(0.25));
        Is([7, -2, 7], values.Masked(values.Above(0), 7));
        Is(Values, values);
        Is(Others, others);
    }

    [Fact]
    public void Verbs_modify_their_tensor()
    {
        Modifies([5, 6, -1.5f], (values, others) => values.Add(others));
        Modifies([3, 2, -0.5f], (values, others) => values.Add(others, 0.5));
        Modifies([1.5f, -1.5f, 1], (values, _) => values.Add(0.5));
        Modifies([9, 30, 2.5f], (values, others) => values.AddProduct(others, others, 0.5));
        Modifies([1.125f, -2.125f, 0.375f], (values, others) => values.AddQuotient(tensor(Values), others, 0.5));
        Modifies([0.5f, -1, 0.25f], (values, _) => values.Multiply(0.5));
        Modifies([2, -4, 1], (values, _) => values.Divide(0.5));
        Modifies([5, -2, 8.5f], (values, others) => values.AddRows(tensor((long[])[0, 2]), others.narrow(0, 0, 2)));
    }

    [Fact]
    public void Integers_stay_integers()
    {
        using DisposeScope scope = NewDisposeScope();
        Assert.Equal([0, 1, 2], Arithmetic.Indexes(3, CPU).data<long>().ToArray());
        Assert.Equal([(1L << 60) + 1], tensor(1L << 60).reshape(1).Add(1).data<long>().ToArray());
        Assert.Equal([-1, -1], zeros(2, int64).Fill(-1).data<long>().ToArray());
    }

    private static void Modifies(float[] expected, Func<Tensor, Tensor, Tensor> modify)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor values = tensor(Values);
        Assert.Same(values, modify(values, tensor(Others)));
        Is(expected, values);
    }

    private static void Is(float[] expected, Tensor actual) => Assert.Equal(expected, actual.data<float>().ToArray());
}
