using MLNet.Ride.Torch.Methods.Translation;

namespace MLNet.Ride.Torch.Tests.Methods.Translation;

public class MajorSeedsTests
{
    [Theory]
    [InlineData(500, 5, 0.999, 0.390580)] // 1 − e^(495·ln 0.999)
    [InlineData(500, 499, 0.999, 0.001)]
    [InlineData(500, 500, 0.999, 0)]
    [InlineData(5, 500, 0.999, 0)]
    [InlineData(500, 5, 0, 1)]
    public void A_seed_is_accepted_the_more_its_class_has_more_images(int major, int minor, double beta, double probability)
        => Assert.Equal(probability, MajorSeeds.Acceptance(major, minor, beta), 1e-6);

    // With β = 0.99, images of 100 are accepted for one of 50 with 1 − 0.99^50 = 0.395, those of 100 and of 50 for one of 5 with 0.615 and 0.364.
    [Fact]
    public void Images_of_rare_classes_are_replaced_by_seeds_of_frequent_ones()
    {
        const int Batches = 20_000;
        int[] counts = [100, 50, 5];
        var random = new Random(1);
        var drawn = new int[3, 3];
        for (int batch = 0; batch < Batches; batch++)
        {
            foreach ((int place, int seed) in MajorSeeds.Draw([0, 1, 2], counts, 0.99, random))
            {
                drawn[place, seed]++;
            }
        }

        (double first, double second) = (1 - Math.Pow(0.99, 95), 1 - Math.Pow(0.99, 45));
        Assert.Equal(0.5 * (1 - Math.Pow(0.99, 50)), Share(1, 0), 0.015);
        Assert.Equal(0.95 * first * first / (first + second), Share(2, 0), 0.015);
        Assert.Equal(0.95 * second * second / (first + second), Share(2, 1), 0.015);
        Assert.All([(0, 0), (0, 1), (0, 2), (1, 1), (1, 2), (2, 2)], pair => Assert.Equal(0, drawn[pair.Item1, pair.Item2]));

        double Share(int place, int seed) => (double)drawn[place, seed] / Batches;
    }
}
