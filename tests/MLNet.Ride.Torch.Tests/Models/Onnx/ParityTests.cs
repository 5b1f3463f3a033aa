using System.Text.Json;
using Microsoft.ML.OnnxRuntime;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Models.Scoring;
using MLNet.Ride.Torch.Networks;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Tests.Reference;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Tests.Models.Onnx;

/// <summary>ONNX Runtime computes the same scores as the library.</summary>
public class ParityTests
{
    private const int Classes = 7;
    private const double Tolerance = 1e-4;

    public static TheoryData<string> EveryBackbone => [.. BackboneRegistry.All.Names];

    public static TheoryData<HeadKind> EveryHead => [.. Enum.GetValues<HeadKind>()];

    [Theory]
    [MemberData(nameof(EveryBackbone))]
    public void Every_backbone_gives_the_same_logits(string backbone)
    {
        using RideModel model = Model(Description(backbone, 1, HeadKind.Linear) with { ReducedWidth = false });
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        Tensor images = ReferenceModel.Images(3);
        Tensor logits = model.Network.forward(images);

        IReadOnlyDictionary<string, Tensor> outputs = OnnxScores.Of(model, images);

        Assert.Equal(["logits", "probabilities"], outputs.Keys.Order());
        AssertClose(logits, outputs["logits"]);
        AssertProbabilities(logits.softmax(1), outputs);
    }

    [Theory]
    [InlineData("resnet20")]
    [InlineData("resnet32-branches")]
    [InlineData("resnet10")]
    [InlineData("resnet50")]
    [InlineData("resnext50_32x4d")]
    public void Routing_uses_the_same_experts(string backbone)
    {
        using RideModel model = Model(Description(backbone, 2, HeadKind.Cosine) with { RouterTopLogits = 5 });
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        Tensor images = ReferenceModel.Images(4);
        RoutedLogits routed = RoutedInference.Run(model, images);

        IReadOnlyDictionary<string, Tensor> outputs = OnnxScores.Of(model, images);

        Assert.Equal(["experts_used", "logits", "probabilities"], outputs.Keys.Order());
        Assert.Equal(2, routed.ExpertsUsed.data<long>().Count(used => used == 1));
        AssertRouted(routed, outputs);
        AssertProbabilities(routed.Logits.softmax(1), outputs);
    }

    [Theory]
    [InlineData(0.02)]
    [InlineData(0.45)]
    [InlineData(0.55)]
    [InlineData(0.98)]
    public void A_routing_threshold_is_exported(double threshold)
    {
        using RideModel model = Model(Description("resnet20", 3, HeadKind.Cosine) with { RouterTopLogits = 5, RoutingThreshold = threshold });
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        Tensor images = ReferenceModel.Images(8);

        AssertRouted(RoutedInference.Run(model, images), OnnxScores.Of(model, images));
    }

    [Theory]
    [MemberData(nameof(EveryHead))]
    public void Every_classifier_gives_the_same_logits(HeadKind head)
    {
        using RideModel model = Model(Description("resnet20", 2, head) with { RouterTopLogits = 3 });
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        Tensor images = ReferenceModel.Images(4);

        AssertRouted(RoutedInference.Run(model, images), OnnxScores.Of(model, images));
    }

    [Theory]
    [InlineData(HeadKind.Cosine)]
    [InlineData(HeadKind.ScaledCosine)]
    public void Powers_of_features_give_the_same_logits(HeadKind head)
    {
        using RideModel model = Model(Description("resnet20", 2, head) with { CosinePower = 0.5 });
        using RideModel plain = Model(Description("resnet20", 2, head));
        plain.LoadState(model.State());
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        Tensor images = ReferenceModel.Images(4);
        float[] logits = model.EnsembleLogits(images).Floats();

        Close.Values(logits, OnnxScores.Of(model, images)["logits"].Floats(), Tolerance, "logits");
        Assert.NotEqual(plain.EnsembleLogits(images).Floats(), logits);
    }

    [Theory]
    [InlineData("stage_two_resnet32_3_experts.json")]
    [InlineData("stage_two_resnet32_4_experts.json")]
    public void Routing_is_the_published_one(string file)
    {
        JsonElement figure = Figure.Load(file);
        using RideModel model = ReferenceModel.StageTwo(figure);
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        foreach (JsonProperty property in figure.Properties("router_bias_"))
        {
            model.State()["backbone.expert_help_pred_fc.bias"].fill_(property.Value.Number("bias"));

            IReadOnlyDictionary<string, Tensor> outputs = OnnxScores.Of(model, ReferenceModel.Images(figure.Int("batch")));

            Assert.Equal(property.Value.Longs("experts_used"), outputs["experts_used"].data<long>());
            Close.Values(property.Value.Floats("logits"), outputs["logits"].Floats(), Tolerance, property.Name);
        }
    }

    [Theory]
    [InlineData("resnet20", 3, 5)]
    [InlineData("resnet20", 2, 0)]
    [InlineData("resnet10", 4, 1)]
    public void Experts_and_routers_can_be_exported_apart(string backbone, int experts, int topLogits)
    {
        using RideModel model = Model(Description(backbone, experts, HeadKind.Cosine) with { RouterTopLogits = topLogits });
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        Tensor images = ReferenceModel.Images(3);
        Tensor logits = stack(model.Network.Experts(images), 1);

        IReadOnlyDictionary<string, Tensor> outputs = OnnxScores.Of(model, images, new() { Form = OnnxForm.ExpertScores });

        AssertClose(logits, outputs["expert_logits"]);
        Assert.Equal(topLogits > 0, outputs.ContainsKey("router_scores"));
        if (topLogits > 0)
        {
            AssertClose(stack(model.Router!.Scores(RoutingInputs.From(model.Network, images)), 1), outputs["router_scores"]);
        }
    }

    [Fact]
    public void A_shared_third_stage_and_an_odd_image_size_give_the_same_logits()
    {
        ModelDescription description = Description("resnet10", 3, HeadKind.Linear) with { SharedThirdStage = true, RouterTopLogits = 3, ImageSize = 45 };
        using RideModel model = Model(description);
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        Tensor images = tensor(Draws.Of("odd", 2 * 3 * 45 * 45, 1.7), [2, 3, 45, 45]);

        AssertRouted(RoutedInference.Run(model, images), OnnxScores.Of(model, images));
    }

    [Fact]
    public void Models_in_bfloat16_are_exported_in_single_precision()
    {
        ModelDescription description = Description("resnet20", 2, HeadKind.Cosine);
        using RideModel single = Model(description);
        using RideModel half = Model(description with { Precision = Precision.BFloat16 });
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        Tensor images = ReferenceModel.Images(2);

        half.Network.FoldBatchNorm();

        AssertClose(single.Network.forward(images), OnnxScores.Of(half, images)["logits"]);
    }

    [Fact]
    public void The_temperature_divides_the_logits()
    {
        using RideModel model = Model(Description("resnet20", 2, HeadKind.Cosine));
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        Tensor images = ReferenceModel.Images(2);
        Tensor logits = model.Network.forward(images);

        IReadOnlyDictionary<string, Tensor> outputs = OnnxScores.Of(model, images, new() { Temperature = 2.5, BatchSize = 2 });

        AssertClose(logits, outputs["logits"]);
        AssertProbabilities(logits.div(2.5).softmax(1), outputs);
    }

    [Fact]
    public void Offsets_of_classes_are_added_to_the_divided_logits()
    {
        using RideModel model = Model(Description("resnet20", 2, HeadKind.Cosine));
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        Tensor images = ReferenceModel.Images(2);
        Tensor logits = model.Network.forward(images);
        float[] offsets = [.. Enumerable.Range(0, model.Description.ClassCount).Select(c => c - 1.5f)];

        IReadOnlyDictionary<string, Tensor> outputs = OnnxScores.Of(model, images, new() { Temperature = 2.5, ClassOffsets = [.. offsets] });

        AssertClose(logits, outputs["logits"]);
        AssertProbabilities(logits.div(2.5).add(tensor(offsets)).softmax(1), outputs);
    }

    [Fact]
    public void Experts_keep_their_weights()
    {
        using RideModel model = Model(Description("resnet20", 3, HeadKind.Cosine));
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        model.WeightExperts([0.7, 0.1, 0.2]);
        Tensor images = ReferenceModel.Images(2);
        Tensor[] experts = model.Network.Experts(images);

        Tensor expected = experts[0].mul(0.7).add(experts[1].mul(0.1)).add(experts[2].mul(0.2));
        AssertClose(expected, OnnxScores.Of(model, images)["logits"]);
    }

    [Fact]
    public void A_batch_of_another_size_than_the_fixed_one_is_refused()
    {
        using RideModel model = Model(Description("resnet20", 2, HeadKind.Cosine));
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();

        var error = Assert.Throws<OnnxRuntimeException>(() => OnnxScores.Of(model, ReferenceModel.Images(2), new() { BatchSize = 1 }));

        Assert.Contains("Expected: 1", error.Message, StringComparison.Ordinal);
    }

    private static ModelDescription Description(string backbone, int experts, HeadKind head)
        => ReferenceModel.Description(experts, head, Classes) with { Backbone = backbone };

    /// <summary>A model with drawn weights, in evaluation mode; its first router stops two of <see cref="ReferenceModel.Images"/> (4).</summary>
    private static RideModel Model(ModelDescription description)
    {
        RideModel model = RideModel.Create(description, 1);
        ReferenceModel.Fill(model);
        model.Evaluate();
        if (model.Router is not null)
        {
            using DisposeScope scope = NewDisposeScope();
            using IDisposable noGradient = no_grad();
            float[] scores = [.. model.Router.Scores(RoutingInputs.From(model.Network, ReferenceModel.Images(4)))[0].Floats().Order()];
            model.State()["backbone.expert_help_pred_fc.bias"].sub_((scores[1] + scores[2]) / 2);
        }

        return model;
    }

    private static void AssertRouted(RoutedLogits expected, IReadOnlyDictionary<string, Tensor> outputs)
    {
        Assert.Equal(expected.ExpertsUsed.data<long>(), outputs["experts_used"].data<long>());
        AssertClose(expected.Logits, outputs["logits"]);
    }

    private static void AssertProbabilities(Tensor expected, IReadOnlyDictionary<string, Tensor> outputs)
    {
        Assert.Equal(expected.shape, outputs["probabilities"].shape);
        Assert.Equal(expected.Floats(), outputs["probabilities"].Floats(), (a, b) => Math.Abs(a - b) < Tolerance);
    }

    private static void AssertClose(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.shape, actual.shape);
        Close.Values(expected.Floats(), actual.Floats(), Tolerance, "logits");
    }
}
