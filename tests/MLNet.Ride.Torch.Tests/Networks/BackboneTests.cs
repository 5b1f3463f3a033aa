using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Models.Scoring;
using MLNet.Ride.Torch.Networks;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Tests.Reference;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Tests.Networks;

/// <summary>What holds for every backbone of the registry.</summary>
public class BackboneTests
{
    private const int Classes = 7;

    public static TheoryData<string, int, HeadKind, bool> All
    {
        get
        {
            var data = new TheoryData<string, int, HeadKind, bool>();
            foreach (string name in BackboneRegistry.All.Names)
            {
                data.Add(name, 1, HeadKind.Linear, false);
                data.Add(name, 2, HeadKind.Cosine, true);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Every_backbone_classifies_and_routes(string name, int experts, HeadKind head, bool reduced)
    {
        using RideModel model = RideModel.Create(Description(name, experts, head, reduced), 1);
        model.Evaluate();
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        Tensor images = ReferenceModel.Images(3);

        AssertMeanOfExperts(model, images);
        AssertChannelsLast(model.Network.Backbone, images);
        if (experts == 1)
        {
            Assert.Throws<InvalidOperationException>(() => model.AddRouter(30));
        }
        else
        {
            AssertRouted(model, images);
        }
    }

    [Theory]
    [InlineData("resnet20", 8)]
    [InlineData("resnet20", 33)]
    [InlineData("resnet32", 50)]
    [InlineData("resnet10", 33)]
    [InlineData("resnet10", 97)]
    [InlineData("resnext50_32x4d", 64)]
    public void Images_may_have_any_size(string name, int size)
    {
        using RideModel model = RideModel.Create(Description(name, 2, HeadKind.Cosine, true) with { ImageSize = size }, 1);
        model.Evaluate();
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();

        AssertMeanOfExperts(model, ReferenceModel.Images(3, size));
        AssertRouted(model, ReferenceModel.Images(3, size));
    }

    [Fact]
    public void Unknown_name_is_refused_with_the_known_ones()
    {
        var error = Assert.Throws<ArgumentException>(() => RideModel.Create(Description("resnet33", 2, HeadKind.Linear, true)));

        Assert.Contains("resnet33", error.Message, StringComparison.Ordinal);
        Assert.Contains("resnet32", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_third_stage_of_four_can_be_shared()
    {
        ModelDescription description = Description("resnet10", 3, HeadKind.Cosine, true);
        using RideModel apart = RideModel.Create(description, 1);
        using RideModel model = RideModel.Create(description with { SharedThirdStage = true }, 1);
        model.Evaluate();
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();

        AssertMeanOfExperts(model, ReferenceModel.Images(3));
        AssertRouted(model, ReferenceModel.Images(3));

        string[] third = [.. model.State().Keys.Where(name => name.Contains("layer3", StringComparison.Ordinal))];
        Assert.All(third, name => Assert.StartsWith("backbone.layer3.0.", name, StringComparison.Ordinal));
        Assert.Equal(apart.State().Keys.Count(name => name.Contains("layer3s.0.", StringComparison.Ordinal)), third.Length);
    }

    [Fact]
    public void The_last_stage_of_three_cannot_be_shared()
    {
        ModelDescription description = Description("resnet32", 3, HeadKind.Cosine, true) with { SharedThirdStage = true };

        var error = Assert.Throws<ArgumentException>(() => RideModel.Create(description));

        Assert.Contains("four stages, which resnet32 does not have", error.Message, StringComparison.Ordinal);
    }

    private static void AssertMeanOfExperts(RideModel model, Tensor images)
    {
        Tensor[] logits = model.Network.Experts(images);

        Assert.Equal(model.Description.ExpertCount, logits.Length);
        Assert.All(logits, expert => Assert.Equal([3, Classes], expert.shape));
        Assert.All(logits, expert => Assert.All(expert.Floats(), value => Assert.True(float.IsFinite(value))));
        Close.Values(stack(logits).mean([0]).Floats(), model.Network.forward(images).Floats(), 1e-5, "mean");
    }

    private static void AssertChannelsLast(ExpertBackbone backbone, Tensor images)
    {
        Tensor shared = backbone.Shared(images);
        Tensor featureMap = backbone.Expert(shared, backbone.ExpertCount - 1);

        Assert.Equal(backbone.FeatureCount, featureMap.size(1));
        Assert.Equal(1, shared.stride(1));
        Assert.Equal(1, featureMap.stride(1));
    }

    private static void AssertRouted(RideModel model, Tensor images)
    {
        model.AddRouter(30);
        Tensor[] experts = model.Network.Experts(images);

        RoutedLogits routed = RoutedInference.Run(model, images);

        Assert.Equal(Classes, model.Description.RouterTopLogits);
        Assert.Equal([3, Classes], routed.Logits.shape);
        long[] used = routed.ExpertsUsed.data<long>().ToArray();
        for (int i = 0; i < 3; i++)
        {
            Close.Values(stack(experts[..(int)used[i]]).mean([0])[i].Floats(), routed.Logits[i].Floats(), 1e-4, $"image {i} of {used[i]} experts");
        }
    }

    internal static ModelDescription Description(string name, int experts, HeadKind head, bool reduced)
        => ReferenceModel.Description(experts, head, Classes) with { Backbone = name, ReducedWidth = reduced };
}
