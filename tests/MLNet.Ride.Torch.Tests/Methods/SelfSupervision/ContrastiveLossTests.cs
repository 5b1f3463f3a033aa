using MLNet.Ride.Torch.Methods.SelfSupervision;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Tests.Methods.SelfSupervision;

public class ContrastiveLossTests
{
    [Fact]
    public void Is_the_published_formula()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor queries = Matrix([1, 0, 0, 1]);
        Tensor keys = Matrix([0.6f, 0.8f, 0, 1]);
        Tensor negatives = Matrix([0, 1, -1, 0]);
        double first = -Math.Log(Math.Exp(3) / (Math.Exp(3) + Math.Exp(0) + Math.Exp(-5)));
        double second = -Math.Log(Math.Exp(5) / (Math.Exp(5) + Math.Exp(5) + Math.Exp(0)));

        float loss = ContrastiveLoss.Compute(queries, keys, negatives, null, 0.2).item<float>();

        Assert.Equal((first + second) / 2, loss, 1e-5);
    }

    [Fact]
    public void Leaves_out_what_it_is_told_to()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor leftOut = tensor((bool[])[false, true, true, true]).view(2, 2);
        double first = -Math.Log(Math.Exp(3) / (Math.Exp(3) + Math.Exp(0)));

        float loss = ContrastiveLoss.Compute(Matrix([1, 0, 0, 1]), Matrix([0.6f, 0.8f, 0, 1]), Matrix([0, 1, -1, 0]), leftOut, 0.2).item<float>();

        Assert.Equal(first / 2, loss, 1e-5);
    }

    private static Tensor Matrix(float[] values) => tensor(values, [2, 2]);
}
