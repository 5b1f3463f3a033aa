using MLNet.Ride.Torch.Batches.Mixing;
using MLNet.Ride.Torch.Tests.Sampling;

namespace MLNet.Ride.Torch.Tests.Batches.Mixing;

public class BetaDistributionTests
{
    private const int Draws = 40_000;

    // Mean ½ and variance 1 / (4·(2α + 1)).
    [Theory]
    [InlineData(0.01)]
    [InlineData(0.2)]
    [InlineData(0.4)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(100)]
    public void Has_the_moments_of_the_distribution(double alpha)
    {
        double[] drawn = Drawn(alpha);
        double variance = 1 / (4 * ((2 * alpha) + 1));

        Assert.All(drawn, value => Assert.InRange(value, 0, 1));
        Assert.Equal(0.5, drawn.Average(), 4 * Math.Sqrt(variance / Draws));
        Assert.InRange(drawn.Average(value => Math.Pow(value - 0.5, 2)) / variance, 0.97, 1.03);
    }

    // F(x): x for α = 1, (2/π)·arcsin √x for α = ½, 3x² − 2x³ for α = 2.
    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(2)]
    public void Has_the_distribution_function_where_it_has_a_closed_form(double alpha)
    {
        var counts = new int[20];
        foreach (double value in Drawn(alpha))
        {
            double rank = alpha == 1 ? value : alpha == 2 ? value * value * (3 - (2 * value)) : 2 / Math.PI * Math.Asin(Math.Sqrt(value));
            counts[Math.Min(19, (int)(rank * 20))]++;
        }

        Assert.InRange(ChiSquare.Uniform(counts), 0, ChiSquare.Critical999(19));
    }

    private static double[] Drawn(double alpha)
    {
        var random = new Random(7);
        return [.. Enumerable.Range(0, Draws).Select(_ => BetaDistribution.Draw(random, alpha))];
    }
}
