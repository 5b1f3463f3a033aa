using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Sampling;

namespace MLNet.Ride.Torch.Tests.Sampling;

/// <summary>What holds for every sampler of the registry.</summary>
public class SamplerRegistryTests
{
    private const int Epochs = 4;

    private static readonly int[] Counts = [500, 120, 30, 8, 2, 1];

    private static readonly int[][] ImagesByClass =
        [.. Counts.Select((count, label) => Enumerable.Range(Counts.Take(label).Sum(), count).ToArray())];

    public static TheoryData<string, EpochLength> Lengths
    {
        get
        {
            var data = new TheoryData<string, EpochLength>();
            foreach (string name in SamplerRegistry.All.Names)
            {
                data.Add(name, EpochLength.TrainingSet);
                data.Add(name, EpochLength.LargestClass);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void An_epoch_is_as_long_as_asked_for_and_follows_from_its_generator(string name, EpochLength length)
    {
        int images = length == EpochLength.TrainingSet ? Counts.Sum() : 500 * 6;
        IEpochSampler sampler = Create(name, length);
        int[] first = sampler.Draw(2, new Random(5));

        sampler.Draw(1, new Random(6));

        Assert.Equal(images, sampler.EpochLength);
        Assert.Equal(images, first.Length);
        Assert.All(first, image => Assert.InRange(image, 0, Counts.Sum() - 1));
        Assert.Equal(first, sampler.Draw(2, new Random(5)));
        Assert.NotEqual(first, sampler.Draw(2, new Random(6)));
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Classes_come_as_often_as_their_probabilities_say(string name, EpochLength length)
    {
        foreach (int epoch in (int[])[1, Epochs])
        {
            double[] probabilities = name switch
            {
                "instance-balanced" => ClassProbabilities.Power(Counts, 1),
                "class-balanced" => ClassProbabilities.Power(Counts, 0),
                "square-root" => ClassProbabilities.Power(Counts, 0.5),
                "power" => ClassProbabilities.Power(Counts, 0.3),
                "progressively-balanced" => ClassProbabilities.ProgressivelyBalanced(Counts, epoch, Epochs),
                "reversed" => ClassProbabilities.Reversed(Counts),
                _ => throw new NotSupportedException($"Say here how often the classes come with '{name}'."),
            };

            int[] drawn = Drawn(Create(name, length), epoch);

            Assert.InRange(ChiSquare.Against(drawn, probabilities), 0, ChiSquare.Critical999(Counts.Length - 1));
        }
    }

    [Fact]
    public void A_class_balanced_epoch_of_the_largest_class_leaves_no_class_short()
    {
        IEpochSampler sampler = SamplerRegistry.Create(
            new SamplingOptions { Sampler = "class-balanced", EpochLength = EpochLength.LargestClass }, [.. ImagesByClass, []], Epochs, 0);

        int[] order = sampler.Draw(1, new Random(3));

        Assert.Equal(500 * 6, order.Length); // the class without images adds nothing
        Assert.InRange(order.Where(image => image < 500).Distinct().Count(), 400, 500);
        Assert.Equal(Enumerable.Range(500, Counts.Sum() - 500), order.Where(image => image >= 500).Distinct().Order());
    }

    [Fact]
    public void Deferred_resampling_has_epochs_of_one_length()
    {
        var options = new SamplingOptions { DeferredResampling = true, EpochLength = EpochLength.LargestClass };
        IEpochSampler sampler = SamplerRegistry.Create(options, ImagesByClass, Epochs, 3);

        int[] before = sampler.Draw(3, new Random(1));

        Assert.Equal(500 * 6, before.Length);
        Assert.All(before.Take(Counts.Sum() * (before.Length / Counts.Sum())).Chunk(Counts.Sum()), round => Assert.Equal(Counts.Sum(), round.Distinct().Count()));
        Assert.Equal(500 * 6, sampler.Draw(4, new Random(1)).Length);
        Assert.InRange(ChiSquare.Uniform(Drawn(sampler, 4)), 0, ChiSquare.Critical999(Counts.Length - 1));
    }

    [Fact]
    public void An_epoch_that_no_array_holds_is_refused()
    {
        int[] many = new int[1 << 20];
        var error = Assert.Throws<ArgumentException>(() => SamplerRegistry.Create(
            new SamplingOptions { Sampler = "class-balanced", EpochLength = EpochLength.LargestClass }, [many, .. Enumerable.Repeat<int[]>([0], 1 << 11)], Epochs, 0));

        Assert.Contains("max n_c · C is 2148532224 images", error.Message);
        Assert.Contains("set EpochLength = TrainingSet", error.Message);
        Assert.Throws<ArgumentException>(() => EpochLengths.Of(EpochLength.LargestClass, Array.Empty<int>()));
    }

    [Fact]
    public void Deferred_resampling_is_class_balanced_after_its_epoch()
    {
        var options = new SamplingOptions { DeferredResampling = true };
        IEpochSampler sampler = SamplerRegistry.Create(options, ImagesByClass, Epochs, 3);

        Assert.Equal(Enumerable.Range(0, Counts.Sum()), sampler.Draw(3, new Random(1)).Order());
        Assert.InRange(ChiSquare.Uniform(Drawn(sampler, 4)), 0, ChiSquare.Critical999(Counts.Length - 1));
    }

    private static IEpochSampler Create(string name, EpochLength length)
        => SamplerRegistry.Create(new SamplingOptions { Sampler = name, Power = 0.3, EpochLength = length }, ImagesByClass, Epochs, 0);

    private static int[] Drawn(IEpochSampler sampler, int epoch)
    {
        var random = new Random(2);
        var drawn = new int[Counts.Length];
        for (int pass = 0; pass < 20; pass++)
        {
            foreach (int image in sampler.Draw(epoch, random))
            {
                drawn[Array.FindIndex(ImagesByClass, images => images.Contains(image))]++;
            }
        }

        return drawn;
    }
}
