using MLNet.Ride.Evaluation;
using MLNet.Ride.Evaluation.Evaluators;

namespace MLNet.Ride.Tests.Evaluation;

public sealed class NoveltyEvaluatorTests
{
    [Fact]
    public void Metrics_are_those_of_all_pairs()
    {
        var random = new Random(3);
        float[] known = [.. Enumerable.Range(0, 101).Select(_ => (float)random.Next(30))];
        float[] unknown = [.. Enumerable.Range(0, 57).Select(_ => (float)random.Next(15, 45))];
        double wins = known.Sum(k => unknown.Sum(u => u > k ? 1 : u == k ? 0.5 : 0));

        NoveltyMetrics metrics = NoveltyEvaluator.Evaluate(known, unknown, threshold: 20);

        Assert.Equal(wins / (101 * 57), metrics.Auroc, 1e-12);
        float at95 = known.Order().First(t => known.Count(k => k <= t) >= 0.95 * 101);
        Assert.Equal(unknown.Count(u => u <= at95) / 57.0, metrics.FalsePositiveRate95, 1e-12);
        Assert.Equal(known.Count(k => k <= 20) / 101.0, metrics.KnownAccepted, 1e-12);
        Assert.Equal(unknown.Count(u => u > 20) / 57.0, metrics.UnknownRejected, 1e-12);
        Assert.Equal((101, 57), (metrics.Bins.Sum(bin => bin.KnownCount), metrics.Bins.Sum(bin => bin.UnknownCount)));
    }

    [Fact]
    public void Equal_novelties_are_chance_and_separate_ones_are_perfect()
    {
        Assert.Equal(0.5, NoveltyEvaluator.Evaluate([1, 1, 1], [1, 1], 1).Auroc);
        Assert.Equal((1, 0), (NoveltyEvaluator.Evaluate([1, 2], [3, 4], 2).Auroc, NoveltyEvaluator.Evaluate([3, 4], [1, 2], 2).Auroc));
    }

    [Theory]
    [InlineData(0.5, 2)]
    [InlineData(0.75, 3)]
    [InlineData(0.76, 4)]
    [InlineData(1, 4)]
    [InlineData(0.001, 1)]
    public void A_quantile_keeps_at_least_the_share(double share, float expected) => Assert.Equal(expected, NoveltyEvaluator.Quantile([1, 2, 3, 4], share));

    [Fact]
    public void What_is_not_a_number_is_refused()
        => Assert.Contains("not a finite number", Assert.Throws<ArgumentException>(() => NoveltyEvaluator.Evaluate([1, float.NaN], [2], 1)).Message);
}
