using System.Text.Json;
using MLNet.Ride.Torch.Losses;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Tests.Reference;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Tests.Networks;

/// <summary>bfloat16 convolutions follow the published figures as far as eight bits of mantissa allow.</summary>
public class PrecisionTests
{
    private const double Rounding = 3e-2;
    private const string File = "stage_one_resnet32_3_experts.json";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Logits_are_near_the_published_ones(bool folded)
    {
        JsonElement figure = Figure.Load(File);
        using RideModel model = BFloat16(figure);
        model.Evaluate();
        if (folded)
        {
            model.Network.FoldBatchNorm();
        }

        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        Tensor images = ReferenceModel.Images(figure.Int("batch"));

        Tensor logits = model.Network.forward(images);

        Assert.Equal(ScalarType.Float32, logits.dtype);
        Assert.Equal(ScalarType.BFloat16, model.Network.Backbone.Shared(images).dtype);
        Tensor expected = tensor(figure.Floats("eval/mean_logits")).view(logits.shape);
        Assert.InRange((logits - expected).Norm() / expected.Norm(), 0, Rounding);
    }

    [Fact]
    public void A_step_has_the_published_loss_and_gradients()
    {
        JsonElement figure = Figure.Load(File);
        JsonElement run = figure.At("train_epoch_1");
        using RideModel model = BFloat16(figure);
        var options = new LossOptions { ReweightAfterEpoch = run.Int("reweight_epoch"), DiversityFactor = run.Number("diversity_factor") };
        using var loss = new ExpertLoss(options, figure.Ints("class_counts"), 200);
        using DisposeScope scope = NewDisposeScope();
        model.Network.train();

        Tensor value = loss.Compute(model.Network.Experts(ReferenceModel.Images(figure.Int("batch"))), tensor(figure.Longs("labels")), 1);
        value.backward();

        JsonElement step = run.At("steps")[0];
        Close.Value(step.Number("loss"), value.item<float>(), Rounding, "loss");
        foreach (JsonProperty norm in step.At("grad_norms").Properties())
        {
            using Tensor gradient = model.State()[norm.Name].grad!;
            Assert.Equal(ScalarType.Float32, gradient.dtype);
            Close.Value(norm.Value.GetDouble(), gradient.Norm(), 0.1, $"gradient norm of {norm.Name}");
        }
    }

    [Fact]
    public void Weights_and_state_stay_in_single_precision()
    {
        using RideModel model = BFloat16(Figure.Load(File));

        Assert.DoesNotContain(model.State().Values, tensor => tensor.dtype == ScalarType.BFloat16);
    }

    private static RideModel BFloat16(JsonElement figure)
    {
        RideModel model = RideModel.Create(ReferenceModel.Description(figure.Int("experts")) with { Precision = Precision.BFloat16 });
        ReferenceModel.Fill(model);
        return model;
    }
}
