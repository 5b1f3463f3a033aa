using MLNet.Ride.Torch.Methods.SoftLabels;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Tests.Methods.SoftLabels;

public class SoftLabelLossTests
{
    [Fact]
    public void Is_the_published_formula()
    {
        using DisposeScope scope = NewDisposeScope();
        // softmax(z̃/2) = (1/4, 3/4), softmax(z/2) = (2/3, 1/3); and (1/2, 1/2) of both for the second image.
        Tensor teacher = tensor((float[])[0, 2 * MathF.Log(3), 5, 5], [2, 2]);
        Tensor logits = tensor((float[])[2 * MathF.Log(2), 0, -1, -1], [2, 2]);
        double first = -4 * ((0.25 * Math.Log(2.0 / 3)) + (0.75 * Math.Log(1.0 / 3)));
        double second = -4 * Math.Log(0.5);

        float loss = SoftLabelLoss.Compute(logits, teacher, 2).item<float>();

        Assert.Equal((first + second) / 2, loss, 1e-5);
    }

    [Fact]
    public void Has_the_gradient_of_the_logits_alone()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor teacher = tensor((float[])[0, 2 * MathF.Log(3)], [1, 2]).requires_grad_();
        Tensor logits = tensor((float[])[2 * MathF.Log(2), 0], [1, 2]).requires_grad_();

        SoftLabelLoss.Compute(logits, teacher, 2).backward();

        // T·(softmax(z/T) − ỹ)
        float[] gradient = logits.grad!.data<float>().ToArray();
        Assert.Equal(2 * ((2.0 / 3) - 0.25), gradient[0], 1e-5);
        Assert.Equal(2 * ((1.0 / 3) - 0.75), gradient[1], 1e-5);
        Assert.Null(teacher.grad);
    }
}
