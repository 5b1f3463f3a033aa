using Microsoft.ML;
using MLNet.Ride.Resampling;
using MLNet.Ride.Tests.Support;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Tests.Resampling;

/// <summary>What is drawn has the frequencies of the formulas.</summary>
public sealed class SamplingFrequencyTests
{
    private static readonly int[] s_sizes = [200, 90, 40, 17, 3];
    private static readonly List<ClassRow> s_rows = ClassRows.Make(s_sizes);
    private static readonly ClassIndex s_index = ClassIndex.Read(ClassRows.Load(new MLContext(), s_sizes), "Label");

    private readonly MLContext _ml = new(seed: 1);

    public static TheoryData<string> Samplings => [.. s_samplings.Keys];

    // Written out here once more, so that a wrong formula does not test itself.
    private static readonly Dictionary<string, (ClassSampling Sampling, double[] Probabilities)> s_samplings = new()
    {
        ["instance"] = (ClassSampling.InstanceBalanced, [.. s_sizes.Select(n => n / 350.0)]),
        ["class"] = (ClassSampling.ClassBalanced, [0.2, 0.2, 0.2, 0.2, 0.2]),
        ["square root"] = (ClassSampling.SquareRoot, Normalized(Math.Sqrt)),
        ["power"] = (ClassSampling.Power(0.3), Normalized(n => Math.Pow(n, 0.3))),
    };

    [Theory]
    [MemberData(nameof(Samplings))]
    public void A_class_has_its_share_to_a_row(string name)
    {
        (ClassSampling sampling, double[] probabilities) = s_samplings[name];
        IDataView rows = ClassRows.Load(_ml, s_sizes);
        for (int seed = 0; seed < 20; seed++)
        {
            int[] counts = ClassRows.Count(_ml.Data.ResampleByClass(rows, "Label", sampling, seed), 5);
            Assert.Equal(350, counts.Sum());
            Assert.All(counts.Zip(probabilities), c => Assert.InRange(c.First - (350 * c.Second), -0.999999, 0.999999));
        }
    }

    [Theory]
    [MemberData(nameof(Samplings))]
    public void Over_many_seeds_a_class_has_exactly_its_share(string name)
    {
        (ClassSampling sampling, double[] probabilities) = s_samplings[name];
        const int seeds = 2000;
        int[] sums = new int[5];
        for (int seed = 0; seed < seeds; seed++)
        {
            int[] counts = DrawnByClass(sampling, seed);
            sums = [.. sums.Zip(counts, (a, b) => a + b)];
        }

        double[] expected = [.. probabilities.Select(p => p * 350 * seeds)];
        DrawnCounts.Check(sums, expected);

        // Rounding at random has a standard deviation of half a row at most.
        Assert.All(sums.Zip(expected), s => Assert.InRange(s.First - s.Second, -2 * Math.Sqrt(seeds), 2 * Math.Sqrt(seeds)));
    }

    [Fact]
    public void No_class_loses_all_its_rows()
    {
        int[] sizes = [500, 40, 1, 1, 1, 1, 1];
        IDataView rows = ClassRows.Load(_ml, sizes);
        ClassSampling[] samplings = [.. s_samplings.Values.Select(s => s.Sampling), ClassSampling.Power(0.9), ClassSampling.Power(0.99)];
        Assert.All(samplings, sampling => Assert.All(Enumerable.Range(0, 50), seed => Assert.DoesNotContain(
            0, ClassRows.Count(_ml.Data.ResampleByClass(rows, "Label", sampling, seed), sizes.Length))));
    }

    [Fact]
    public void Within_a_class_all_rows_have_the_same_chance()
    {
        // Class-balanced, 70 of the 200 rows of the first class are drawn.
        const int seeds = 1000;
        int[] firstClass = [.. Enumerable.Range(0, 350).Where(row => s_rows[row].Label == "c0")];
        var drawn = new int[200];
        for (int seed = 0; seed < seeds; seed++)
        {
            RowRepeats repeats = Resampler(ClassSampling.ClassBalanced, seed).Draw(1);
            for (int i = 0; i < drawn.Length; i++)
            {
                drawn[i] += repeats.Of(firstClass[i]);
            }
        }

        // Without putting back: the variance of a count is smaller by 1 − 70/200, and by 200/199 larger.
        DrawnCounts.Check(drawn, [.. Enumerable.Repeat(0.35 * seeds, 200)], variance: 0.65 * 200 / 199);
    }

    [Fact]
    public void Rows_of_a_class_are_repeated_equally_often()
    {
        IDataView balanced = _ml.Data.ResampleByClass(ClassRows.Load(_ml, s_sizes), "Label", ClassSampling.ClassBalanced, seed: 3);
        var byRow = ClassRows.Numbers(balanced).GroupBy(n => n).ToDictionary(g => g.Key, g => g.Count());
        for (int c = 0; c < 5; c++)
        {
            int[] repeats = [.. s_rows.Where(r => r.Label == $"c{c}").Select(r => byRow.GetValueOrDefault(r.Number))];
            Assert.Equal(70, repeats.Sum());
            Assert.InRange(repeats.Max() - repeats.Min(), 0, 1);
        }
    }

    [Fact]
    public void Progressively_balanced_goes_from_one_to_the_other_over_the_epochs()
    {
        const int epochs = 4;
        IDataView rows = _ml.Data.ResampleByClass(ClassRows.Load(_ml, s_sizes), "Label", ClassSampling.ProgressivelyBalanced, seed: 1, epochs: epochs);
        Assert.Equal(350 * epochs, rows.GetRowCount());
        for (int epoch = 1; epoch <= epochs; epoch++)
        {
            double t = (double)epoch / epochs;
            IDataView part = _ml.Data.TakeRows(epoch == 1 ? rows : _ml.Data.SkipRows(rows, 350 * (epoch - 1)), 350);
            int[] counts = ClassRows.Count(part, 5);
            Assert.All(counts.Zip(s_sizes), c => Assert.InRange(c.First - (350 * (((1 - t) * c.Second / 350) + (t / 5))), -0.999999, 0.999999));
        }
    }

    [Fact]
    public void Instance_balanced_sampling_is_every_row_once_whatever_the_seed()
    {
        IDataView rows = ClassRows.Load(_ml, s_sizes);
        Assert.All(Enumerable.Range(0, 20), seed => Assert.Equal(
            ClassRows.Numbers(rows), ClassRows.Numbers(_ml.Data.ResampleByClass(rows, "Label", ClassSampling.InstanceBalanced, seed))));
    }

    [Fact]
    public void An_epoch_may_be_long_enough_for_the_largest_class()
    {
        IDataView rows = ClassRows.Load(_ml, s_sizes);
        IDataView balanced = _ml.Data.ResampleByClass(rows, "Label", ClassSampling.ClassBalanced, seed: 1, EpochLength.LargestClass);
        Assert.Equal(1000, balanced.GetRowCount());
        Assert.Equal([200, 200, 200, 200, 200], ClassRows.Count(balanced, 5));
        Assert.Equal(ClassRows.Numbers(rows), ClassRows.Numbers(balanced).Distinct());
    }

    private static double[] Normalized(Func<double, double> share)
    {
        double sum = s_sizes.Sum(n => share(n));
        return [.. s_sizes.Select(n => share(n) / sum)];
    }

    private static ClassResampler Resampler(ClassSampling sampling, int seed)
        => new(s_index, new ResamplingSettings("Label", sampling, seed, EpochLength.TrainingSet, 1));

    private static int[] DrawnByClass(ClassSampling sampling, int seed)
    {
        RowRepeats repeats = Resampler(sampling, seed).Draw(1);
        var counts = new int[5];
        for (int row = 0; row < s_rows.Count; row++)
        {
            counts[s_rows[row].Label[1] - '0'] += repeats.Of(row);
        }

        return counts;
    }
}
