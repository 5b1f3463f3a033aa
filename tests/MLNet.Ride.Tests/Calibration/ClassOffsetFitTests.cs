using MLNet.Ride.Calibration;
using MLNet.Ride.Evaluation.Evaluators;

namespace MLNet.Ride.Tests.Calibration;

public sealed class ClassOffsetFitTests
{
    [Fact]
    public void One_threshold_separates_two_classes()
    {
        float[][] examples = [[0.9f, 0.1f], [0.8f, 0.2f], [0.7f, 0.3f], [0.6f, 0.4f]];
        double[] offsets = ClassOffsetFit.Fit(examples, [0, 0, 1, 1]);

        // Between the odds of 4 : 1 and 7 : 3.
        Assert.InRange(offsets[1] - offsets[0], Math.Log(7.0 / 3), Math.Log(4));
    }

    [Fact]
    public void A_rare_class_counts_as_much_as_a_frequent_one()
    {
        // Four of the frequent class on the rare one's side of any threshold that finds the rare example.
        float[][] examples = [.. Enumerable.Repeat((float[])[0.9f, 0.1f], 6), .. Enumerable.Repeat((float[])[0.6f, 0.4f], 4), [0.7f, 0.3f]];
        int[] labels = [.. Enumerable.Repeat(0, 10), 1];

        Assert.Equal(0.5, Balanced(examples, labels, [0, 0]));
        Assert.Equal(0.8, Balanced(examples, labels, ClassOffsetFit.Fit(examples, labels)), 1e-9);
    }

    [Fact]
    public void Offsets_that_are_the_best_already_stay()
        => Assert.Equal([0, 0, 0], ClassOffsetFit.Fit([[0.6f, 0.3f, 0.1f], [0.2f, 0.5f, 0.3f], [0.1f, 0.2f, 0.7f]], [0, 1, 2]));

    [Fact]
    public void A_class_without_examples_keeps_its_offset()
        => Assert.Equal(0, ClassOffsetFit.Fit([[0.3f, 0.2f, 0.5f], [0.5f, 0.3f, 0.2f]], [0, 1])[2]);

    [Fact]
    public void No_fit_is_worse_than_before_and_most_find_biases_of_the_logits()
    {
        var random = new Random(1);
        for (int trial = 0; trial < 20; trial++)
        {
            double[] biases = [.. Enumerable.Range(0, 6).Select(_ => 6 * random.NextDouble())];
            int[] labels = [.. Enumerable.Range(0, 400).Select(_ => Math.Min(random.Next(6), random.Next(6)))];
            float[][] examples = [.. labels.Select(label => Softmax([.. biases.Select((bias, c) => bias + (c == label ? 4 : 0) + random.NextDouble())]))];

            double[] offsets = ClassOffsetFit.Fit(examples, labels);

            Assert.True(Balanced(examples, labels, offsets) >= Balanced(examples, labels, new double[6]));
            Assert.InRange(Balanced(examples, labels, offsets), 0.9, 1);
        }
    }

    private static float[] Softmax(double[] logits) => [.. logits.Select(logit => (float)(Math.Exp(logit) / logits.Sum(Math.Exp)))];

    private static double Balanced(float[][] examples, int[] labels, double[] offsets)
        => labels.Zip(examples).GroupBy(row => row.First).Average(ofClass => ofClass.Average(row =>
        {
            float[] scores = [.. row.Second];
            TemperatureScaling.Apply(scores, 1, offsets);
            return ScoreOrder.Best(scores) == row.First ? 1.0 : 0;
        }));
}
