using System.Text.Json;
using MLNet.Ride.Torch.Losses;
using MLNet.Ride.Torch.Losses.Classification;
using MLNet.Ride.Torch.Methods.Distillation;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Tests.Reference;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Tests.Losses;

/// <summary>Losses and class constants give the figures of the published code.</summary>
public class LossFigureTests
{
    private const int Epochs = 200;
    private const int ReweightAfter = 160;

    private readonly JsonElement _figure = Figure.Load("losses.json");

    [Fact]
    public void Draws_are_those_of_the_figures()
    {
        Close.Values(_figure.Floats("logits"), Draws.Of("loss.logits", 160, 3), 1e-7, "logits");
        Assert.Equal(_figure.Longs("labels"), Draws.Labels("loss.labels", 16, 10));
    }

    [Theory]
    [InlineData("")]
    [InlineData("cifar100_lt/")]
    public void Class_constants_are_the_published_ones(string path)
    {
        int[] counts = _figure.Ints(path + "counts");

        Compare(path + "ldam_margins", ClassMargins.Ldam(counts));
        Compare(path + "drw_weights", ClassWeights.EffectiveNumber(counts));
        Compare(path + "diversity_temperature", DiversityTemperature.Of(counts, 0.05));
    }

    [Theory]
    [InlineData("cross_entropy")]
    [InlineData("class_balanced_cross_entropy_beta_0.9999")]
    [InlineData("focal_gamma_0.5")]
    [InlineData("focal_gamma_1.0")]
    [InlineData("focal_gamma_2.0")]
    [InlineData("ldam_m0.5_s30_drw160_epoch_1")]
    [InlineData("ldam_m0.5_s30_drw160_epoch_161")]
    public void Classification_losses_are_the_published_ones(string name)
    {
        using DisposeScope scope = NewDisposeScope();
        int[] counts = _figure.Ints("counts");
        using ClassificationLoss loss = LossRegistry.Create(
            name switch
            {
                "cross_entropy" => new LossOptions { Classification = "cross-entropy" },
                "focal_gamma_0.5" => new LossOptions { Classification = "focal", Gamma = 0.5 },
                "focal_gamma_1.0" => new LossOptions { Classification = "focal" },
                "focal_gamma_2.0" => new LossOptions { Classification = "focal", Gamma = 2 },
                "class_balanced_cross_entropy_beta_0.9999" => new LossOptions { Classification = "class-balanced" },
                _ => new LossOptions { Classification = "ldam" },
            },
            counts,
            0,
            1);
        Tensor? classWeights = name.EndsWith("161", StringComparison.Ordinal)
            ? tensor(Array.ConvertAll(ClassWeights.EffectiveNumber(counts), weight => (float)weight))
            : null;

        double value = loss.Compute(Logits("logits"), Labels(), classWeights).item<float>();

        Close.Value(_figure.At("values").Number(name), value, Close.OneStep, name);
    }

    [Theory]
    [InlineData("ride_factor_-0.2_epoch_1", -0.2, 1)]
    [InlineData("ride_factor_-0.45_epoch_1", -0.45, 1)]
    [InlineData("ride_factor_-0.2_epoch_161", -0.2, 161)]
    [InlineData("ride_factor_-0.45_epoch_161", -0.45, 161)]
    public void Expert_loss_is_the_published_one(string name, double factor, int epoch)
    {
        using DisposeScope scope = NewDisposeScope();
        using ExpertLoss loss = Ride(factor);

        double value = loss.Compute(Experts(), Labels(), epoch).item<float>();

        Close.Value(_figure.At("values").Number(name), value, Close.OneStep, name);
    }

    [Theory]
    [InlineData("ride_distill_T1.5_factor_-0.45_epoch_1", 1)]
    [InlineData("ride_distill_T1.5_factor_-0.45_epoch_161", 161)]
    public void Distillation_loss_is_the_published_one(string name, int epoch)
    {
        using DisposeScope scope = NewDisposeScope();
        using ExpertLoss ride = Ride(-0.45);
        var loss = new DistillationLoss(ride, 1.5);

        double value = loss.Compute(Experts(), Logits("teacher_logits"), Labels(), epoch).item<float>();

        Close.Value(_figure.At("values").Number(name), value, Close.OneStep, name);
    }

    private ExpertLoss Ride(double factor)
        => new(new LossOptions { DiversityFactor = factor, ReweightAfterEpoch = ReweightAfter }, _figure.Ints("counts"), Epochs);

    private void Compare(string path, double[] actual)
        => Close.Values(_figure.Floats(path), Array.ConvertAll(actual, value => (float)value), 1e-6, path);

    private Tensor Labels() => tensor(_figure.Longs("labels"));

    private Tensor Logits(string path) => tensor(_figure.Floats(path), [16, 10]);

    private Tensor[] Experts() => [.. _figure.At("expert_logits").EnumerateArray().Select(values => tensor(values.Floats(), [16, 10]))];
}
