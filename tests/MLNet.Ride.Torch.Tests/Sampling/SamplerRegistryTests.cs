using MLNet.Ride.Torch.Sampling;

namespace MLNet.Ride.Torch.Tests.Sampling;

/// <summary>What holds for every sampler of the registry.</summary>
public class SamplerRegistryTests
{
    private const int Epochs = 4;

    private static readonly int[] Counts = [500, 120, 30, 8, 2, 1];

    private static readonly int[][] ImagesByClass =
        [.. Counts.Select((count, label) => Enumerable.Range(Counts.Take(label).Sum(), count).ToArray())];

    public static TheoryData<string> Names => [.. Samplers.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void AnEpochIsAsLongAsTheTrainingSetAndFollowsFromItsGenerator(string name)
    {
        IEpochSampler sampler = Create(name);
        int[] first = sampler.Draw(2, new Random(5));

        sampler.Draw(1, new Random(6));

        Assert.Equal(Counts.Sum(), sampler.EpochLength);
        Assert.Equal(Counts.Sum(), first.Length);
        Assert.All(first, image => Assert.InRange(image, 0, Counts.Sum() - 1));
        Assert.Equal(first, sampler.Draw(2, new Random(5)));
        Assert.NotEqual(first, sampler.Draw(2, new Random(6)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ClassesComeAsOftenAsTheirProbabilitiesSay(string name)
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
                _ => throw new NotSupportedException($"Say here how often the classes come with '{name}'."),
            };

            int[] drawn = Drawn(Create(name), epoch);

            Assert.InRange(ChiSquare.Against(drawn, probabilities), 0, ChiSquare.Critical999(Counts.Length - 1));
        }
    }

    [Fact]
    public void DeferredResamplingIsClassBalancedAfterItsEpoch()
    {
        var options = new SamplingOptions { DeferredResampling = true };
        IEpochSampler sampler = Samplers.Create(options, ImagesByClass, Epochs, 3);

        Assert.Equal(Enumerable.Range(0, Counts.Sum()), sampler.Draw(3, new Random(1)).Order());
        Assert.InRange(ChiSquare.Uniform(Drawn(sampler, 4)), 0, ChiSquare.Critical999(Counts.Length - 1));
    }

    private static IEpochSampler Create(string name) => Samplers.Create(new SamplingOptions { Sampler = name, Power = 0.3 }, ImagesByClass, Epochs, 0);

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
