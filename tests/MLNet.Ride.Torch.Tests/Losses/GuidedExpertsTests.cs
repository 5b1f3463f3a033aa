using MLNet.Ride.Torch.Losses;
using MLNet.Ride.Torch.Losses.Classification;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Tests.Reference;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Tests.Losses;

/// <summary>Losses that differ by expert, on one logit of log 3 against one of 0, with frequencies of 4 : 1.</summary>
public class GuidedExpertsTests
{
    private static readonly int[] Counts = [4, 1];

    [Theory]
    [InlineData(0, 3.0)]
    [InlineData(1, 3.0 * 4)]
    [InlineData(2, 3.0 * 4 * 16)] // log π − 2·log π̄: 4 : 1 times (4 : 1)²
    public void SADE_guides_each_of_its_three_experts(int expert, double odds) => Check(new LossOptions { Classification = "sade" }, expert, 3, odds);

    [Fact]
    public void Lambda_is_the_strength_of_the_third_expert_of_SADE()
    {
        Check(new LossOptions { Classification = "sade", Lambda = 0 }, 2, 3, 3.0 * 4);
        Check(new LossOptions { Classification = "sade", Lambda = 0.5 }, 2, 3, 3.0 * 4 * 2);
    }

    [Theory]
    [InlineData(1, new[] { 1.0 })]
    [InlineData(2, new[] { 0.0, 2 })]
    [InlineData(3, new[] { 0.0, 1, 2 })]
    [InlineData(5, new[] { 0.0, 0.5, 1, 1.5, 2 })]
    public void The_experts_of_BalPoE_are_spaced_evenly_around_one(int experts, double[] taus)
    {
        for (int k = 0; k < experts; k++)
        {
            Check(new LossOptions { Classification = "balpoe" }, k, experts, 3 * Math.Pow(4, taus[k]));
            Check(new LossOptions { Classification = "balpoe", Tau = 0.5 }, k, experts, 3 * Math.Pow(4, taus[k] / 2));
        }
    }

    [Fact]
    public void Each_expert_of_BalPoE_has_its_own_tau_from_a_list()
    {
        double[] taus = [-1, 1, 3];
        for (int k = 0; k < taus.Length; k++)
        {
            Check(new LossOptions { Classification = "balpoe", Taus = taus }, k, taus.Length, 3 * Math.Pow(4, taus[k]));
        }
    }

    [Theory]
    [InlineData("sade", new[] { 3.0, 12, 192 })]
    [InlineData("balpoe", new[] { 3.0, 12, 48 })]
    public void The_expert_loss_is_the_sum_over_experts_of_their_own(string name, double[] odds)
    {
        using DisposeScope scope = NewDisposeScope();
        using ExpertLoss loss = Loss(name, 3);

        double value = loss.Compute([Logits(), Logits(), Logits()], Labels(), 1).item<float>();

        Close.Value(odds.Sum(Expected), value, 1e-5, name);
    }

    [Fact]
    public void Reversed_frequencies_are_the_order_turned_round()
    {
        double[] logs = ClassMargins.LogitAdjustment([10, 40, 20]);

        // The rarest of three is first, the most frequent second.
        double[] reversed = [logs[1], logs[0], logs[2]];
        Offsets(logs.Zip(reversed, (log, other) => log - (2 * other)), ClassMargins.InverseLogitAdjustment([10, 40, 20]));
    }

    [Fact]
    public void Classes_of_the_same_frequency_have_the_same_offset()
    {
        double[] logs = ClassMargins.LogitAdjustment([5, 1, 5]);

        // In order 1, 5, 5: turned round the rarest has 5, and the two share 5 and 1.
        double shared = (logs[0] + logs[1]) / 2;
        Offsets([logs[0] - shared, logs[1] - logs[0], logs[0] - shared], ClassMargins.InverseLogitAdjustment([5, 1, 5], 1));
    }

    [Fact]
    public void Experts_of_another_number_are_refused()
    {
        using DisposeScope scope = NewDisposeScope();
        using ExpertLoss loss = Loss("balpoe", 3);

        Assert.StartsWith("The loss was built for 3 experts, but received the logits of 2.", Assert.Throws<ArgumentException>(() => loss.Compute([Logits(), Logits()], Labels(), 1)).Message);
        Assert.Contains("ExpertCount is 2", Assert.Throws<ArgumentException>(() => Loss("sade", 2)).Message);
    }

    [Theory]
    [InlineData("sade")]
    [InlineData("balpoe")]
    public void Later_experts_prefer_rarer_classes(string name)
    {
        using DisposeScope scope = NewDisposeScope();
        double[] shares = [.. Enumerable.Range(0, 3).Select(expert => RareShare(name, expert))];

        // The best logits without knowledge of the image: those that make up for the frequencies that the loss adds.
        Assert.Equal([.. shares.Order()], shares);
        Close.Value(0.2, shares[0], 1e-3, "as in training");
        Close.Value(0.5, shares[1], 1e-3, "even");
        Assert.True(shares[2] > 0.75);
    }

    /// <summary>Learns logits that are the same for every image, and gives the share of the rare class in their softmax.</summary>
    private static double RareShare(string name, int expert)
    {
        using ClassificationLoss loss = LossRegistry.Create(new LossOptions { Classification = name }, Counts, expert, 3);
        using DisposeScope scope = NewDisposeScope();
        Tensor labels = tensor((long[])[0, 0, 0, 0, 1]);
        Tensor logits = zeros(1, 2).requires_grad_();
        for (int step = 0; step < 200; step++)
        {
            using DisposeScope inner = NewDisposeScope();
            Tensor gradient = autograd.grad([loss.Compute(logits.expand(5, 2), labels, null)], [logits])[0];
            logits.detach().sub_(gradient.mul(2));
        }

        return logits.softmax(1)[0, 1].item<float>();
    }

    private static void Check(LossOptions options, int expert, int experts, double odds)
    {
        using DisposeScope scope = NewDisposeScope();
        using ClassificationLoss loss = LossRegistry.Create(options, Counts, expert, experts);

        Close.Value(Expected(odds), loss.Compute(Logits(), Labels(), null).item<float>(), 1e-5, options.Classification);
    }

    // Cross-entropy of one image of each class where the first has these odds.
    private static double Expected(double odds) => (-Math.Log(odds / (odds + 1)) - Math.Log(1 / (odds + 1))) / 2;

    private static void Offsets(IEnumerable<double> expected, double[] actual)
        => Close.Values([.. expected.Select(value => (float)value)], Array.ConvertAll(actual, value => (float)value), 1e-6, "offsets");

    private static ExpertLoss Loss(string name, int experts)
        => new(new LossOptions { Classification = name, DeferredReweighting = false, DiversityFactor = 0 }, Counts, 10, experts);

    private static Tensor Logits() => tensor((float[])[MathF.Log(3), 0, MathF.Log(3), 0], [2, 2]);

    private static Tensor Labels() => tensor((long[])[0, 1]);
}
