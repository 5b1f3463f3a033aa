using MLNet.Ride.Torch.Networks;
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
            foreach (string name in Backbones.Names)
            {
                data.Add(name, 1, HeadKind.Linear, false);
                data.Add(name, 2, HeadKind.Cosine, true);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void ForwardGivesTheMeanOfTheExpertsLogits(string name, int experts, HeadKind head, bool reduced)
    {
        using RideModel model = RideModel.Create(Description(name, experts, head, reduced), 1);
        model.Evaluate();
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        Tensor images = ReferenceModel.Images(3);

        Tensor[] logits = model.Network.Experts(images);

        Assert.Equal(experts, logits.Length);
        Assert.All(logits, expert => Assert.Equal([3, Classes], expert.shape));
        Assert.All(logits, expert => Assert.All(expert.Floats(), value => Assert.True(float.IsFinite(value))));
        Close.Values(stack(logits).mean([0]).Floats(), model.Network.forward(images).Floats(), 1e-6, "mean");
        Assert.True(model.ParameterCount > 0);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void FeatureMapsHaveTheFeatureCountAndStayChannelsLast(string name, int experts, HeadKind head, bool reduced)
    {
        using RideModel model = RideModel.Create(Description(name, experts, head, reduced), 1);
        using DisposeScope scope = NewDisposeScope();
        ExpertBackbone backbone = model.Network.Backbone;

        Tensor shared = backbone.Shared(ReferenceModel.Images(2));
        Tensor featureMap = backbone.Expert(shared, experts - 1);

        Assert.Equal(backbone.FeatureCount, featureMap.size(1));
        Assert.Equal(1, shared.stride(1));
        Assert.Equal(1, featureMap.stride(1));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void RouterSeesNoMoreLogitsThanThereAreClasses(string name, int experts, HeadKind head, bool reduced)
    {
        using RideModel model = RideModel.Create(Description(name, experts, head, reduced), 1);
        if (experts == 1)
        {
            Assert.Throws<InvalidOperationException>(() => model.AddRouter(30));
            return;
        }

        model.AddRouter(30);
        model.Evaluate();
        using DisposeScope scope = NewDisposeScope();
        RoutedLogits routed = RoutedInference.Run(model, ReferenceModel.Images(5));

        Assert.Equal(Classes, model.Description.RouterTopLogits);
        Assert.Equal([5, Classes], routed.Logits.shape);
        Assert.All(routed.ExpertsUsed.data<long>().ToArray(), used => Assert.InRange(used, 1, experts));
    }

    [Fact]
    public void UnknownNameIsRefusedWithTheKnownOnes()
    {
        var error = Assert.Throws<ArgumentException>(() => RideModel.Create(Description("resnet33", 2, HeadKind.Linear, true)));

        Assert.Contains("resnet33", error.Message, StringComparison.Ordinal);
        Assert.Contains("resnet32", error.Message, StringComparison.Ordinal);
    }

    private static ModelDescription Description(string name, int experts, HeadKind head, bool reduced)
        => ReferenceModel.Description(experts, head, Classes) with { Backbone = name, ReducedWidth = reduced };
}
