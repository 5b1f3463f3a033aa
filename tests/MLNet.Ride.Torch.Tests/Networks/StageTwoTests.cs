using System.Text.Json;
using MLNet.Ride.Torch.Losses;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Models.Scoring;
using MLNet.Ride.Torch.Networks;
using MLNet.Ride.Torch.Tests.Reference;
using MLNet.Ride.Torch.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Tests.Networks;

/// <summary>The routers and their training steps give the figures of the published code.</summary>
public class StageTwoTests
{
    private const string RouterPrefix = "backbone.expert_help_pred";

    public static TheoryData<string> Files => ["stage_two_resnet32_3_experts.json", "stage_two_resnet32_4_experts.json"];

    [Theory]
    [MemberData(nameof(Files))]
    public void State_has_the_published_names_shapes_and_order(string file)
    {
        JsonElement figure = Figure.Load(file);
        using RideModel model = ReferenceModel.StageTwo(figure);

        IEnumerable<(string, string)> shapes = model.State()
            .Where(entry => entry.Key.StartsWith(RouterPrefix, StringComparison.Ordinal))
            .Select(entry => (entry.Key, string.Join(',', entry.Value.shape)));

        Assert.Equal(figure.Shapes("state"), shapes);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Routed_inference_uses_the_published_experts(string file)
    {
        JsonElement figure = Figure.Load(file);
        using RideModel model = ReferenceModel.StageTwo(figure);
        foreach (JsonProperty property in figure.Properties("router_bias_"))
        {
            using DisposeScope scope = NewDisposeScope();
            SetBias(model, property.Value.Number("bias"));
            Tensor images = ReferenceModel.Images(figure.Int("batch"));

            RoutedLogits routed = RoutedInference.Run(model, images);

            Assert.Equal(property.Value.Longs("experts_used"), routed.ExpertsUsed.data<long>().ToArray());
            Close.Values(property.Value.Floats("logits"), routed.Logits.Floats(), Close.OneStep, property.Name);
            float[] all = property.Value.Floats("all_experts_mean");
            Close.Values(all, model.Network.forward(images).Floats(all.Length), Close.OneStep, "all experts");
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Routing_loss_is_the_published_one(string file)
    {
        JsonElement figure = Figure.Load(file);
        using RideModel model = ReferenceModel.StageTwo(figure);
        foreach (JsonProperty property in figure.Properties("router_bias_"))
        {
            using DisposeScope scope = NewDisposeScope();
            SetBias(model, property.Value.Number("bias"));

            double loss = Loss(model, figure).item<float>();

            Close.Value(property.Value.Number("routing_loss_eval_mode"), loss, Close.OneStep, property.Name);
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Training_follows_the_published_steps(string file)
    {
        JsonElement figure = Figure.Load(file);
        JsonElement run = figure.At("train");
        using RideModel model = ReferenceModel.StageTwo(figure);
        using StageOptimizer optimizer = ReferenceModel.Optimizer(run, model.Router!.parameters());

        double tolerance = Close.OneStep;
        foreach (double expected in run.Floats("losses"))
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor loss = Loss(model, figure);
            optimizer.Step(loss);

            Close.Value(expected, loss.item<float>(), tolerance, "routing loss");
            tolerance = Close.ThreeSteps;
        }

        Close.Values(run.Floats("fc_after"), model.State()["backbone.expert_help_pred_fc.weight"].Floats(), Close.ThreeSteps, "fc_after");
    }

    private static Tensor Loss(RideModel model, JsonElement figure)
    {
        RoutingInputs inputs = RoutingInputs.From(model.Network, ReferenceModel.Images(figure.Int("batch")));
        var loss = new RoutingLoss(figure.Number("pos_weight"));
        return loss.Compute(model.Router!.Scores(inputs), inputs.RunningMeans, tensor(figure.Longs("labels")));
    }

    private static void SetBias(RideModel model, double bias)
    {
        using IDisposable noGradient = no_grad();
        model.State()["backbone.expert_help_pred_fc.bias"].fill_(bias);
    }
}
