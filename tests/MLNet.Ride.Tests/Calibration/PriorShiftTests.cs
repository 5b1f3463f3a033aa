using MLNet.Ride.Calibration;
using MLNet.Ride.Evaluation;

namespace MLNet.Ride.Tests.Calibration;

/// <summary>Two classes on a line, with normal distributions around −1 and 1, whose posteriors are known for all frequencies.</summary>
public sealed class PriorShiftTests
{
    private static readonly double[] s_training = [0.9, 0.1];

    [Theory]
    [InlineData(0.2, 0.8)]
    [InlineData(0.5, 0.5)]
    [InlineData(0.97, 0.03)]
    public void Corrected_posteriors_are_those_of_the_other_frequencies(double first, double second)
    {
        double[] offsets = PriorShift.Offsets(s_training, [first, second], tau: 1);
        foreach (double x in (double[])[-2, -0.3, 0, 1.7])
        {
            float[] corrected = Posterior(x, s_training);
            TemperatureScaling.Apply(corrected, 1, offsets);
            Assert.Equal(Posterior(x, [first, second])[1], corrected[1], 1e-5);
        }

        Assert.Equal(0, offsets.Sum(), 1e-12);
    }

    [Fact]
    public void Tau_is_how_much_of_the_frequencies_is_removed()
        => Assert.Equal(0.5 * Math.Log(9), Difference(PriorShift.Offsets(s_training, [1, 1], 0.5)), 1e-12);

    [Theory]
    [InlineData(0.2)]
    [InlineData(0.6)]
    [InlineData(0.9)]
    public void Frequencies_are_estimated_from_posteriors(double first)
    {
        var random = new Random(1);
        float[][] posteriors = [.. Enumerable.Range(0, 4000).Select(i => Posterior(Normal(random) + (i < first * 4000 ? -1 : 1), s_training))];

        PriorEstimate estimate = PriorShift.Estimate(posteriors, s_training);

        Assert.Equal(first, estimate.Prior[0], 0.03);
        Assert.Equal(1, estimate.Prior.Sum(), 1e-9);
        Assert.Equal(4000, estimate.ExampleCount);
        Assert.InRange(estimate.Iterations, 2, 999);
    }

    [Fact]
    public void A_class_that_is_absent_has_hardly_any_frequency_but_some()
    {
        PriorEstimate estimate = PriorShift.Estimate([[1, 0], [1, 0]], [0.5, 0.5]);

        Assert.InRange(estimate.Prior[1], 1e-13, 1e-6);
    }

    private static double Difference(double[] offsets) => offsets[1] - offsets[0];

    private static float[] Posterior(double x, double[] prior)
    {
        double odds = prior[1] / prior[0] * Math.Exp(2 * x);
        return [(float)(1 / (1 + odds)), (float)(odds / (1 + odds))];
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
