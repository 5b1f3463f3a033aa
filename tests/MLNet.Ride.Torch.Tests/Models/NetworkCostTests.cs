using System.Text.Json;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Networks;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Tests.Reference;

namespace MLNet.Ride.Torch.Tests.Models;

public class NetworkCostTests
{
    public static TheoryData<string> Names => [.. BackboneRegistry.All.Names];

    [Theory]
    [InlineData(2, 74.9)]
    [InlineData(3, 100.4)]
    [InlineData(4, 125.8)]
    [InlineData(6, 176.7)]
    public void Reduced_experts_take_the_published_MACs(int experts, double millions)
        => Assert.Equal(millions, Math.Round(NetworkCost.Of(ReferenceModel.Description(experts)).Macs / 1e6, 1));

    [Fact]
    public void The_plain_network_takes_the_published_MACs()
        => Assert.Equal(68.9, Math.Round(NetworkCost.Of(Plain("resnet32", 100, 32)).Macs / 1e6, 1));

    // The figures of torchvision's documentation, in 10⁹ MACs at 224 pixels, and its parameters.
    [Theory]
    [InlineData("resnet18", 1.81, 11_689_512)]
    [InlineData("resnet34", 3.66, 21_797_672)]
    [InlineData("resnet50", 4.09, 25_557_032)]
    [InlineData("resnet101", 7.80, 44_549_160)]
    [InlineData("resnet152", 11.51, 60_192_808)]
    [InlineData("resnext50_32x4d", 4.23, 25_028_904)]
    public void Large_plain_networks_take_what_is_known_of_them(string backbone, double billions, long parameters)
    {
        NetworkCost cost = NetworkCost.Of(Plain(backbone, 1000, 224));

        Assert.Equal(billions, Math.Round(cost.Macs / 1e9, 2));
        Assert.Equal(parameters, cost.Parameters);
    }

    // He et al., CVPR 2016, table 6, tell the first four as 0.27, 0.46, 0.66 and 0.85 million; resnext101 is known with 44.18 million.
    [Theory]
    [InlineData("resnet20", 10, 269_722)]
    [InlineData("resnet32", 10, 464_154)]
    [InlineData("resnet32-branches", 10, 464_154)]
    [InlineData("resnet44", 10, 658_586)]
    [InlineData("resnet56", 10, 853_018)]
    [InlineData("resnext101_32x4d", 1000, 44_177_704)]
    [InlineData("resnext152_32x4d", 1000, 59_951_400)]
    public void Plain_networks_have_the_parameters_that_follow_from_their_layers(string backbone, int classes, long parameters)
        => Assert.Equal(parameters, NetworkCost.Of(Plain(backbone, classes, 32)).Parameters);

    [Theory]
    [InlineData("state_resnet10_3_experts.json")]
    [InlineData("state_resnet50_3_experts.json")]
    [InlineData("state_resnet152_3_experts.json")]
    [InlineData("state_resnext50_4_experts.json")]
    [InlineData("stage_one_resnet32_4_experts_linear.json")]
    public void Parameters_are_the_published_ones(string file)
    {
        JsonElement figure = Figure.Load(file);
        HeadKind head = figure.At("cosine_head").GetBoolean() ? HeadKind.Cosine : HeadKind.Linear;
        ModelDescription description = ReferenceModel.Description(figure.Int("experts"), head, figure.Int("classes"));

        Assert.Equal(figure.Int("parameters"), NetworkCost.Of(description with { Backbone = figure.At("backbone").GetString()! }).Parameters);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Parameters_of_every_backbone_are_those_it_has(string backbone)
    {
        foreach (ModelDescription description in (ModelDescription[])[
            Plain(backbone, 7, 32),
            ReferenceModel.Description(2, HeadKind.Cosine, 7) with { Backbone = backbone, RouterTopLogits = 3 },
            ReferenceModel.Description(2, HeadKind.Cosine, 7) with { Backbone = backbone, SharedThirdStage = BackboneRegistry.All.Find(backbone).CanShareThirdStage }])
        {
            using RideModel model = RideModel.Create(description, 1);

            Assert.Equal(model.ParameterCount, model.Cost.Parameters);
        }
    }

    [Fact]
    public void Routers_are_counted_up_to_the_one_that_stops()
    {
        ModelDescription description = ReferenceModel.Description(3);
        NetworkCost without = NetworkCost.Of(description);
        NetworkCost with = NetworkCost.Of(description with { RouterTopLogits = 30 });
        const long Router = (48 * 16) + 16 + 30;

        Assert.Equal([Router, 2 * Router, 2 * Router], Enumerable.Range(1, 3).Select(k => with.MacsOfExperts(k) - without.MacsOfExperts(k)));
        Assert.Equal((2 * ((48 * 16) + 16)) + 46 + 1, with.Parameters - without.Parameters);
    }

    [Fact]
    public void Expected_MACs_are_the_mean_over_the_images()
    {
        NetworkCost cost = NetworkCost.Of(ReferenceModel.Description(3) with { RouterTopLogits = 30 });
        double expected = ((3.0 * cost.MacsOfExperts(1)) + cost.MacsOfExperts(3)) / 4;

        Assert.Equal(expected, cost.MeanMacs([1, 1, 3, 1]), 3);
        Assert.Equal(expected, cost.ExpectedMacs([300, 0, 100]), 3);
        Assert.Equal(cost.Macs, cost.ExpectedMacs([0, 0, 0.1]));
    }

    [Fact]
    public void Distributions_that_do_not_fit_are_refused()
    {
        NetworkCost cost = NetworkCost.Of(ReferenceModel.Description(3));

        Assert.Contains("must have 3 values", Assert.Throws<ArgumentException>(() => cost.ExpectedMacs([0.5, 0.5])).Message);
        Assert.Throws<ArgumentException>(() => cost.ExpectedMacs([0, 0, 0]));
        Assert.Throws<ArgumentException>(() => cost.ExpectedMacs([double.NaN, 1, 0]));
        Assert.Throws<ArgumentException>(() => cost.MeanMacs([]));
        Assert.Throws<ArgumentOutOfRangeException>(() => cost.MeanMacs([4]));
        Assert.Throws<ArgumentOutOfRangeException>(() => cost.MacsOfExperts(4));
        Assert.Throws<ArgumentException>(() => NetworkCost.Of(ReferenceModel.Description(3) with { Backbone = "resnet33" }));
    }

    private static ModelDescription Plain(string backbone, int classes, int imageSize)
        => ReferenceModel.Description(1, HeadKind.Linear, classes) with { Backbone = backbone, ReducedWidth = false, ImageSize = imageSize };
}
