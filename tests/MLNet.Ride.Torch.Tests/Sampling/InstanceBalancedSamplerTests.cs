using MLNet.Ride.Torch.Sampling;

namespace MLNet.Ride.Torch.Tests.Sampling;

public class InstanceBalancedSamplerTests
{
    [Fact]
    public void Shows_every_image_once_in_a_new_order()
    {
        var sampler = new InstanceBalancedSampler(100);
        var random = new Random(1);

        int[] first = sampler.Draw(1, random);
        int[] second = sampler.Draw(1, random);

        Assert.Equal(100, sampler.EpochLength);
        Assert.Equal(Enumerable.Range(0, 100), first.Order());
        Assert.Equal(Enumerable.Range(0, 100), second.Order());
        Assert.NotEqual(first, second);
    }

    [Fact]
    public void Same_generator_gives_the_same_order()
    {
        var sampler = new InstanceBalancedSampler(100);

        Assert.Equal(sampler.Draw(1, new Random(7)), sampler.Draw(1, new Random(7)));
    }

    [Fact]
    public void Every_image_is_as_likely_in_every_place()
    {
        const int Images = 10;
        const int Epochs = 10_000;
        var sampler = new InstanceBalancedSampler(Images);
        var random = new Random(3);
        var firsts = new int[Images];
        for (int i = 0; i < Epochs; i++)
        {
            firsts[sampler.Draw(1, random)[0]]++;
        }

        Assert.InRange(ChiSquare.Uniform(firsts), 0, ChiSquare.Critical999(Images - 1));
    }
}
