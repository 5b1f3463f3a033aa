using MLNet.Ride.Torch.Losses.Classification;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Tests.Reference;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Tests.Losses;

/// <summary>Losses that the figures lack, on one logit of log 3 against one of 0: probabilities ¾ and ¼.</summary>
public class LossFormulaTests
{
    private static readonly int[] Counts = [4, 1];
    private static readonly double Right = -Math.Log(0.75);
    private static readonly double Wrong = -Math.Log(0.25);

    [Fact]
    public void Cross_entropy_weighted_by_the_inverse_frequency()
        => Check((0.4 * Right + 1.6 * Wrong) / 2, new LossOptions { Classification = "inverse-frequency" });

    [Fact]
    public void Cross_entropy_weighted_by_its_square_root()
        => Check((1 * Right + 2 * Wrong) / 3, new LossOptions { Classification = "inverse-square-root" });

    [Fact]
    public void Cross_entropy_weighted_by_the_effective_number()
        => Check((Right / 1.875 + Wrong) / (1 / 1.875 + 1), new LossOptions { Classification = "class-balanced", Beta = 0.5 });

    [Fact]
    public void Focal_loss_weighted_by_the_effective_number()
    {
        double first = 2 * (1 / 1.875) / (1 / 1.875 + 1);
        double second = 2 / (1 / 1.875 + 1);
        double expected = (first * 0.25 * 0.25 * Right + second * 0.75 * 0.75 * Wrong) / 2;

        Check(expected, new LossOptions { Classification = "class-balanced-focal", Beta = 0.5, Gamma = 2 });
    }

    [Fact]
    public void Logit_adjustment_moves_the_logits_by_the_logarithm_of_the_frequency()
    {
        // τ = 2: frequencies 16 : 1 on top of odds 3 : 1.
        Check((-Math.Log(48 / 49.0) - Math.Log(1 / 49.0)) / 2, new LossOptions { Classification = "logit-adjustment", Tau = 2 });
        Check((Right + Wrong) / 2, new LossOptions { Classification = "logit-adjustment", Tau = 0 });
    }

    [Fact]
    public void Balanced_softmax_is_logit_adjustment_by_one()
        => Check((-Math.Log(12 / 13.0) - Math.Log(1 / 13.0)) / 2, new LossOptions { Classification = "balanced-softmax" });

    [Fact]
    public void The_margins_of_LDAM_are_scaled()
    {
        // m = 0.4·(4^−¼, 1), s = 10: logits log 3 − 4/√2 against 0 for the first class, −4 against log 3 for the other.
        double first = Math.Log(1 + Math.Exp(4 / Math.Sqrt(2) - Math.Log(3)));
        double second = Math.Log(1 + Math.Exp(Math.Log(3) + 4));

        Check((first + second) / 2, new LossOptions { Classification = "ldam", MaxMargin = 0.4, MarginScale = 10 });
    }

    private static void Check(double expected, LossOptions options)
    {
        using DisposeScope scope = NewDisposeScope();
        using ClassificationLoss loss = LossRegistry.Create(options, Counts, 0, 1);
        float odds = MathF.Log(3);
        Tensor logits = tensor((float[])[odds, 0, odds, 0], [2, 2]);

        Close.Value(expected, loss.Compute(logits, tensor((long[])[0, 1]), null).item<float>(), 1e-5, options.Classification);
    }
}
