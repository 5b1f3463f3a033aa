using System.Text.Json;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Tests.Reference;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Tests.Networks;

/// <summary>The networks for large images are those of the published code.</summary>
public class LargeNetworkTests
{
    [Theory]
    [InlineData("state_resnet10_3_experts.json")]
    [InlineData("state_resnet50_3_experts.json")]
    [InlineData("state_resnet152_3_experts.json")]
    [InlineData("state_resnext50_4_experts.json")]
    public void State_has_the_published_names_shapes_and_order(string file)
    {
        JsonElement figure = Figure.Load(file);
        using RideModel model = ReferenceModel.StageOne(figure, fill: false);

        Assert.Equal(figure.Shapes("state"), model.State().Select(entry => (entry.Key, string.Join(',', entry.Value.shape))));
        Assert.Equal(figure.Int("parameters"), model.ParameterCount);
    }

    [Fact]
    public void Evaluation_gives_the_published_logits()
    {
        JsonElement figure = Figure.Load("state_resnet10_3_experts.json");
        using RideModel model = ReferenceModel.StageOne(figure);
        model.Evaluate();
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        Tensor image = tensor(Draws.Of("images224", 3 * 224 * 224, 1.7), [1, 3, 224, 224]);

        Tensor logits = model.Network.forward(image);

        Close.Values(figure.Floats("eval_mean_logits_first_50"), logits.Floats(50), Close.OneStep, "mean");
        Close.Value(figure.Number("eval_mean_logits_norm"), logits.Norm(), Close.OneStep, "norm of the mean");
    }
}
