using MLNet.Ride.Calibration;
using MLNet.Ride.Evaluation.Evaluators;

namespace MLNet.Ride.Tests.Calibration;

public sealed class TemperatureTests
{
    [Theory]
    [InlineData(0.5)]
    [InlineData(3)]
    public void Scaled_probabilities_are_the_softmax_of_scaled_logits(double temperature)
    {
        double[] logits = [2, -1, 0.5, 7];
        float[] scaled = [.. Softmax(logits, 1).Select(p => (float)p)];
        TemperatureScaling.Apply(scaled, temperature);
        Assert.Equal(Softmax(logits, temperature), scaled.Select(p => (double)p), (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.7)]
    [InlineData(100)]
    public void The_largest_probability_stays_the_largest(double temperature)
    {
        var random = new Random(1);
        for (int i = 0; i < 1000; i++)
        {
            double[] logits = [.. Enumerable.Range(0, 5).Select(_ => random.NextDouble() * (i % 2 == 0 ? 1e-6 : 30))];
            float[] before = [.. Softmax(logits, 1).Select(p => (float)p)];
            float[] after = [.. before];
            TemperatureScaling.Apply(after, temperature);
            Assert.Equal(ScoreOrder.Best(before), ScoreOrder.Best(after));
            Assert.Equal(1, after.Sum(p => (double)p), 5);
        }
    }

    [Fact]
    public void Probabilities_of_zero_and_broken_ones_are_no_obstacle()
    {
        float[] sure = [0, 1, 0];
        TemperatureScaling.Apply(sure, 2);
        Assert.Equal(1, sure[1], 6);
        float[] broken = [float.NaN, 1];
        TemperatureScaling.Apply(broken, 2);
        Assert.Equal(1, broken[1]);
    }

    // A model that always says 0.9 and is right in 3 of 4 cases: its logits are ln 9 apart and should be ln 3 apart, so T = 2.
    [Fact]
    public void The_temperature_makes_confidence_what_accuracy_is()
    {
        float[][] probabilities = [[0.9f, 0.1f], [0.9f, 0.1f], [0.1f, 0.9f], [0.9f, 0.1f]];
        int[] labels = [0, 0, 1, 1];
        Assert.Equal(2, TemperatureFit.Fit(probabilities, labels, 0.01, 100), 5);
        Assert.Equal(1, TemperatureFit.Fit([[0.75f, 0.25f], [0.75f, 0.25f], [0.75f, 0.25f], [0.75f, 0.25f]], [0, 0, 0, 1], 0.01, 100), 5);
    }

    [Fact]
    public void The_fit_has_the_least_loss()
    {
        var random = new Random(3);
        double[][] logits = [.. Enumerable.Range(0, 200).Select(_ => Enumerable.Range(0, 4).Select(_ => random.NextDouble() * 12).ToArray())];
        int[] labels = [.. logits.Select(z => random.NextDouble() < 0.5 ? Array.IndexOf(z, z.Max()) : random.Next(4))];
        float[][] probabilities = [.. logits.Select(z => Softmax(z, 1).Select(p => (float)p).ToArray())];
        double fitted = TemperatureFit.Fit(probabilities, labels, 0.01, 100);
        double least = Loss(fitted);
        Assert.InRange(fitted, 1.01, 50);
        Assert.All(new[] { 0.9, 0.99, 1.01, 1.1 }, factor => Assert.True(Loss(factor * fitted) > least));

        double Loss(double temperature) => labels.Select((y, i) => -Math.Log(Softmax(logits[i], temperature)[y])).Average();
    }

    [Fact]
    public void Examples_that_tell_no_temperature_give_a_bound()
    {
        Assert.Equal(0.01, TemperatureFit.Fit([[0.9f, 0.1f]], [0], 0.01, 100), 12);
        Assert.Equal(100, TemperatureFit.Fit([[0.9f, 0.1f]], [1], 0.01, 100), 12);
    }

    private static double[] Softmax(double[] logits, double temperature)
    {
        double[] weights = [.. logits.Select(z => Math.Exp((z - logits.Max()) / temperature))];
        return [.. weights.Select(w => w / weights.Sum())];
    }
}
