using System.Text.Json;
using MLNet.Ride.Torch.Losses;
using MLNet.Ride.Torch.Networks;
using MLNet.Ride.Torch.Tests.Reference;
using MLNet.Ride.Torch.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Tests.Networks;

/// <summary>The network and its training steps give the figures of the published code.</summary>
public class StageOneTests
{
    private const int Epochs = 200;

    public static TheoryData<string> Files =>
        ["stage_one_resnet32_2_experts.json", "stage_one_resnet32_3_experts.json", "stage_one_resnet32_4_experts_linear.json"];

    [Theory]
    [MemberData(nameof(Files))]
    public void StateHasThePublishedNamesShapesAndOrder(string file)
    {
        JsonElement figure = Figure.Load(file);
        using RideModel model = ReferenceModel.StageOne(figure);

        Assert.Equal(figure.Shapes("state"), model.State().Select(entry => (entry.Key, string.Join(',', entry.Value.shape))));
        Assert.Equal(figure.Int("parameters"), model.ParameterCount);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void EvaluationGivesThePublishedLogits(string file)
    {
        JsonElement figure = Figure.Load(file);
        using RideModel model = ReferenceModel.StageOne(figure);
        model.Evaluate();
        foreach (bool channelsLast in (bool[])[true, false])
        {
            using DisposeScope scope = NewDisposeScope();
            using IDisposable noGradient = no_grad();
            Tensor images = ReferenceModel.Images(figure.Int("batch"), channelsLast);

            Tensor[] experts = model.Network.Experts(images);

            for (int k = 0; k < experts.Length; k++)
            {
                Close.Values(figure.At("eval/expert_logits")[k].Floats(), experts[k].Floats(), Close.OneStep, $"expert {k}");
            }

            Close.Values(figure.Floats("eval/mean_logits"), model.Network.forward(images).Floats(), Close.OneStep, "mean");
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void TrainingBeforeReweightingFollowsThePublishedSteps(string file) => TrainingFollowsThePublishedSteps(file, 1);

    [Theory]
    [MemberData(nameof(Files))]
    public void TrainingAfterReweightingFollowsThePublishedSteps(string file) => TrainingFollowsThePublishedSteps(file, 161);

    private static void TrainingFollowsThePublishedSteps(string file, int epoch)
    {
        JsonElement figure = Figure.Load(file);
        JsonElement run = figure.At($"train_epoch_{epoch}");
        using RideModel model = ReferenceModel.StageOne(figure);
        var options = new LossOptions { ReweightAfterEpoch = run.Int("reweight_epoch"), DiversityFactor = run.Number("diversity_factor") };
        using var loss = new ExpertLoss(options, figure.Ints("class_counts"), Epochs);
        using MomentumOptimizer optimizer = ReferenceModel.Optimizer(run, model.Network.parameters());
        model.Network.train();

        double tolerance = Close.OneStep;
        foreach (JsonElement step in run.At("steps").EnumerateArray())
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor images = ReferenceModel.Images(figure.Int("batch"));
            Tensor labels = tensor(figure.Longs("labels"));
            Tensor[] experts = model.Network.Experts(images);
            Tensor value = loss.Compute(experts, labels, epoch);
            optimizer.Step(value);

            Close.Value(step.Number("loss"), value.item<float>(), tolerance, "loss");
            Close.Value(step.Number("mean_logits_norm"), ExpertLogits.Mean(experts).Norm(), tolerance, "norm of the mean logits");
            IReadOnlyDictionary<string, Tensor> state = model.State();
            foreach (JsonProperty norm in step.At("grad_norms").EnumerateObject())
            {
                Close.Value(norm.Value.GetDouble(), state[norm.Name].grad!.Norm(), tolerance, $"gradient norm of {norm.Name}");
            }

            tolerance = Close.ThreeSteps;
        }

        foreach (JsonProperty after in run.At("after").EnumerateObject())
        {
            float[] expected = after.Value.Floats();
            Close.Values(expected, model.State()[after.Name].Floats(expected.Length), Close.ThreeSteps, after.Name);
        }
    }
}
