using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Models.Scoring;
using MLNet.Ride.Torch.Networks;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Tests.Reference;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Tests.Models.Scoring;

public sealed class GradCamTests
{
    private const int Label = 4;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Of_a_linear_classifier_the_weights_are_its_own(bool folded)
    {
        using RideModel model = Model(2, HeadKind.Linear);
        using DisposeScope scope = NewDisposeScope();
        Tensor image = ReferenceModel.Images(1);
        if (folded)
        {
            model.Network.FoldBatchNorm();
        }

        HeatMaps maps = GradCam.Of(model, image, Label);

        using IDisposable noGradient = no_grad();
        ExpertBackbone backbone = model.Network.Backbone;
        Tensor shared = backbone.Shared(image);
        Tensor[] sums = [.. Enumerable.Range(0, 2).Select(expert
            => model.State()[$"backbone.linears.{expert}.weight"][Label].view(1, -1, 1, 1).mul(backbone.Expert(shared, expert)).sum(1, true))];
        Assert.Equal(2, maps.Experts.Count);
        Close.Values(Heat(sums[0]), maps.Experts[0], 1e-4, "expert 1");
        Close.Values(Heat(sums[1]), maps.Experts[1], 1e-4, "expert 2");
        Close.Values(Heat(sums[0] + sums[1]), maps.Mean, 1e-4, "mean");
        Assert.All(maps.Experts.Append(maps.Mean), map => Assert.Equal((32 * 32, true, 1f), (map.Length, map.Min() >= 0, map.Max())));
    }

    [Fact]
    public void Expert_weights_and_routing_decide_on_the_mean()
    {
        using RideModel weighted = Model(2, HeadKind.Cosine);
        using DisposeScope scope = NewDisposeScope();
        Tensor image = ReferenceModel.Images(1);
        weighted.WeightExperts([1, 0]);
        HeatMaps first = GradCam.Of(weighted, image, Label);
        using RideModel routed = Model(2, HeadKind.Cosine, topLogits: 3);
        routed.SetRoutingThreshold(1 - 1e-9);
        HeatMaps one = GradCam.Of(routed, image, Label);

        Close.Values(first.Experts[0], first.Mean, 1e-5, "the only weighted expert");
        Assert.NotEqual(first.Experts[0], first.Experts[1]);
        Assert.Equal(one.Mean, Assert.Single(one.Experts));
    }

    [Fact]
    public void The_most_probable_class_is_explained_and_no_weight_gets_a_gradient()
    {
        using RideModel model = Model(2, HeadKind.Cosine);
        using DisposeScope scope = NewDisposeScope();

        HeatMaps maps = GradCam.Of(model, ReferenceModel.Images(1), label: null);

        Assert.Equal(Array.IndexOf(maps.Probabilities, maps.Probabilities.Max()), maps.Label);
        Assert.All(model.Network.parameters(), parameter => Assert.Null(parameter.grad));
    }

    private static RideModel Model(int experts, HeadKind head, int topLogits = 0)
    {
        RideModel model = RideModel.Create(ReferenceModel.Description(experts, head, 7) with { Backbone = "resnet20", RouterTopLogits = topLogits }, 1);
        ReferenceModel.Fill(model);
        model.Evaluate();
        return model;
    }

    private static float[] Heat(Tensor sum)
    {
        float[] values = nn.functional.interpolate(sum.relu(), [32, 32], mode: InterpolationMode.Bilinear, align_corners: false).Floats();
        return [.. values.Select(value => value / values.Max())];
    }
}
