using System.Text.Json;
using MLNet.Ride.Onnx.Tests.Support;
using MLNet.Ride.Torch;
using MLNet.Ride.Torch.Networks;
using MLNet.Ride.Torch.Onnx;
using MLNet.Ride.Torch.Tests.Reference;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Onnx.Tests;

/// <summary>ONNX Runtime gives our scores.</summary>
public class ParityTests
{
    private const int Classes = 7;
    private const double Tolerance = 1e-4;

    public static TheoryData<string> EveryBackbone => [.. Backbones.Names];

    public static TheoryData<HeadKind> EveryHead => [.. Enum.GetValues<HeadKind>()];

    [Theory]
    [MemberData(nameof(EveryBackbone))]
    public void AllExperts(string backbone)
    {
        using RideModel model = Exported.Model(Description(backbone, 1, HeadKind.Linear) with { ReducedWidth = false });
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        Tensor images = ReferenceModel.Images(3);
        Tensor logits = model.Network.forward(images);

        IReadOnlyDictionary<string, OnnxOutput> outputs = Exported.Score(model, images);

        Assert.Equal(["logits", "probabilities"], outputs.Keys.Order());
        Assert.Equal([3, Classes], outputs["logits"].Shape);
        Close.Values(logits.Floats(), outputs["logits"].Values, Tolerance, backbone);
        AssertProbabilities(logits.softmax(1), outputs);
    }

    [Theory]
    [InlineData("resnet20")]
    [InlineData("resnet10")]
    [InlineData("resnet50")]
    [InlineData("resnext50_32x4d")]
    public void Routed(string backbone)
    {
        using RideModel model = Exported.Model(Description(backbone, 2, HeadKind.Cosine) with { RouterTopLogits = 5 });
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        Tensor images = ReferenceModel.Images(4);
        RoutedLogits routed = RoutedInference.Run(model, images);

        IReadOnlyDictionary<string, OnnxOutput> outputs = Exported.Score(model, images);

        Assert.Equal(["experts_used", "logits", "probabilities"], outputs.Keys.Order());
        Assert.Equal(("int64", 4), (outputs["experts_used"].Type, Assert.Single(outputs["experts_used"].Shape)));
        Assert.Equal(2, outputs["experts_used"].Values.Count(used => used == 1));
        Assert.Equal(routed.ExpertsUsed.data<long>().Select(used => (float)used), outputs["experts_used"].Values);
        Close.Values(routed.Logits.Floats(), outputs["logits"].Values, Tolerance, backbone);
        AssertProbabilities(routed.Logits.softmax(1), outputs);
    }

    [Theory]
    [MemberData(nameof(EveryHead))]
    public void EveryClassifier(HeadKind head)
    {
        using RideModel model = Exported.Model(Description("resnet20", 2, head) with { RouterTopLogits = 3 });
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        Tensor images = ReferenceModel.Images(4);
        RoutedLogits routed = RoutedInference.Run(model, images);

        IReadOnlyDictionary<string, OnnxOutput> outputs = Exported.Score(model, images);

        Assert.Equal(routed.ExpertsUsed.data<long>().Select(used => (float)used), outputs["experts_used"].Values);
        Close.Values(routed.Logits.Floats(), outputs["logits"].Values, Tolerance, head.ToString());
    }

    [Theory]
    [InlineData("stage_two_resnet32_3_experts.json")]
    [InlineData("stage_two_resnet32_4_experts.json")]
    public void RoutingIsThePublishedOne(string file)
    {
        JsonElement figure = Figure.Load(file);
        using RideModel model = ReferenceModel.StageTwo(figure);
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        foreach (JsonProperty property in figure.EnumerateObject().Where(p => p.Name.StartsWith("router_bias_", StringComparison.Ordinal)))
        {
            model.State()["backbone.expert_help_pred_fc.bias"].fill_(property.Value.Number("bias"));

            IReadOnlyDictionary<string, OnnxOutput> outputs = Exported.Score(model, ReferenceModel.Images(figure.Int("batch")));

            Assert.Equal(property.Value.Floats("experts_used"), outputs["experts_used"].Values);
            Close.Values(property.Value.Floats("logits"), outputs["logits"].Values, Tolerance, property.Name);
        }
    }

    [Theory]
    [InlineData("resnet20", 3, 5)]
    [InlineData("resnet20", 2, 0)]
    [InlineData("resnet10", 4, 1)]
    public void ExpertsAndRoutersApart(string backbone, int experts, int topLogits)
    {
        using RideModel model = Exported.Model(Description(backbone, experts, HeadKind.Cosine) with { RouterTopLogits = topLogits });
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        Tensor images = ReferenceModel.Images(3);
        Tensor logits = stack(model.Network.Experts(images), 1);

        IReadOnlyDictionary<string, OnnxOutput> outputs = Exported.Score(model, images, new() { Form = OnnxForm.ExpertScores });

        Assert.Equal([3, experts, Classes], outputs["expert_logits"].Shape);
        Close.Values(logits.Floats(), outputs["expert_logits"].Values, Tolerance, "experts");
        Assert.Equal(topLogits > 0, outputs.ContainsKey("router_scores"));
        if (topLogits > 0)
        {
            Tensor scores = stack(model.Router!.Scores(RoutingInputs.From(model.Network, images)), 1);
            Assert.Equal([3, experts - 1], outputs["router_scores"].Shape);
            Close.Values(scores.Floats(), outputs["router_scores"].Values, Tolerance, "routers");
        }
    }

    [Fact]
    public void ASharedThirdStageAndAnOddImageSize()
    {
        ModelDescription description = Description("resnet10", 3, HeadKind.Linear) with { SharedThirdStage = true, RouterTopLogits = 3, ImageSize = 45 };
        using RideModel model = Exported.Model(description);
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        Tensor images = tensor(Draws.Of("odd", 2 * 3 * 45 * 45, 1.7), [2, 3, 45, 45]);
        RoutedLogits routed = RoutedInference.Run(model, images);

        IReadOnlyDictionary<string, OnnxOutput> outputs = Exported.Score(model, images);

        Close.Values(routed.Logits.Floats(), outputs["logits"].Values, Tolerance, "shared");
    }

    [Fact]
    public void ModelsInBFloat16AreExportedInSinglePrecision()
    {
        ModelDescription description = Description("resnet20", 2, HeadKind.Cosine);
        using RideModel single = Exported.Model(description);
        using RideModel half = Exported.Model(description with { Precision = Precision.BFloat16 });
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        Tensor images = ReferenceModel.Images(2);

        half.Network.FoldBatchNorm();
        IReadOnlyDictionary<string, OnnxOutput> outputs = Exported.Score(half, images);

        Close.Values(single.Network.forward(images).Floats(), outputs["logits"].Values, Tolerance, "single");
    }

    [Fact]
    public void TheTemperatureDividesTheLogits()
    {
        using RideModel model = Exported.Model(Description("resnet20", 2, HeadKind.Cosine));
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        Tensor images = ReferenceModel.Images(2);
        Tensor logits = model.Network.forward(images);

        IReadOnlyDictionary<string, OnnxOutput> outputs = Exported.Score(model, images, new() { Temperature = 2.5, BatchSize = 2 });

        Close.Values(logits.Floats(), outputs["logits"].Values, Tolerance, "logits");
        AssertProbabilities(logits.div(2.5).softmax(1), outputs);
    }

    [Fact]
    public void ExpertsKeepTheirWeights()
    {
        using RideModel model = Exported.Model(Description("resnet20", 3, HeadKind.Cosine));
        model.WeightExperts([0.7, 0.1, 0.2]);
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        Tensor images = ReferenceModel.Images(2);
        Tensor[] experts = model.Network.Experts(images);

        IReadOnlyDictionary<string, OnnxOutput> outputs = Exported.Score(model, images);

        Tensor expected = experts[0].mul(0.7).add(experts[1].mul(0.1)).add(experts[2].mul(0.2));
        Close.Values(expected.Floats(), outputs["logits"].Values, Tolerance, "weighted");
    }

    [Fact]
    public void AnotherBatchThanTheFixedOneIsRefused()
    {
        using RideModel model = Exported.Model(Description("resnet20", 2, HeadKind.Cosine));
        using Tensor images = ReferenceModel.Images(2);

        var error = Assert.Throws<InvalidOperationException>(() => Exported.Score(model, images, new() { BatchSize = 1 }));

        Assert.Contains("Expected: 1", error.Message, StringComparison.Ordinal);
    }

    private static ModelDescription Description(string backbone, int experts, HeadKind head)
        => ReferenceModel.Description(experts, head, Classes) with { Backbone = backbone };

    private static void AssertProbabilities(Tensor expected, IReadOnlyDictionary<string, OnnxOutput> outputs)
        => Assert.All(expected.Floats().Zip(outputs["probabilities"].Values), pair => Assert.Equal(pair.First, pair.Second, Tolerance));
}
