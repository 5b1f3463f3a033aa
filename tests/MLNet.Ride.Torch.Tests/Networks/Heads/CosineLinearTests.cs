using MLNet.Ride.Torch.Networks.Heads;
using MLNet.Ride.Torch.Tests.Reference;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Tests.Networks.Heads;

public sealed class CosineLinearTests
{
    [Theory]
    [InlineData(1, new[] { 4f, -9f, 0f })]
    [InlineData(0.5, new[] { 2f, -3f, 0f })]
    public void Features_are_taken_to_a_power_with_their_signs(double power, float[] powers)
    {
        using Tensor features = tensor(new[] { 4f, -9f, 0f }).view(1, 3), weight = eye(3);
        float length = MathF.Sqrt(powers.Sum(v => v * v));
        using Tensor logits = CosineLinear.Logits(features, weight, 10, power);
        Close.Values([.. powers.Select(v => 10 * v / length)], logits.Floats(), 1e-5f, "logits");
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.1)]
    public void Gradients_are_finite_at_zero(double power)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor features = tensor(new[] { 0f, 1e-9f, 2f, 0f, 0f, 0f }).view(2, 3).requires_grad_();
        CosineLinear.Logits(features, eye(3), 20, power).select(1, 2).sum().backward();
        Assert.All(features.grad!.Floats(), gradient => Assert.True(float.IsFinite(gradient), $"{gradient}"));
    }
}
