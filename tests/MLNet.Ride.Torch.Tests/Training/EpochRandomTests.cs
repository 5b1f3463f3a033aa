using MLNet.Ride.Torch.Training;

namespace MLNet.Ride.Torch.Tests.Training;

public class EpochRandomTests
{
    [Fact]
    public void Seed_stage_and_epoch_each_give_another_generator()
    {
        int[] first = [.. from seed in Enumerable.Range(0, 5)
                          from stage in new[] { "experts", "routing" }
                          from epoch in Enumerable.Range(1, 5)
                          select EpochRandom.Create(seed, stage, epoch).Next()];

        Assert.Equal(first.Length, first.Distinct().Count());
    }

    [Fact]
    public void The_same_three_give_the_same_generator()
        => Assert.Equal(EpochRandom.Create(1, "experts", 3).NextDouble(), EpochRandom.Create(1, "experts", 3).NextDouble());
}
