using static TorchSharp.torch;

namespace Offline.TorchSharp.Tests;

public class RandomTests
{
    [Fact]
    public void The_same_seed_draws_the_same_numbers()
    {
        using var scope = NewDisposeScope();
        manual_seed(7);
        float[] first = rand(5).data<float>().ToArray();
        manual_seed(7);
        Assert.Equal(first, rand(5).data<float>().ToArray());
    }

    [Fact]
    public void A_state_can_be_kept_and_set_again()
    {
        using var scope = NewDisposeScope();
        Tensor state = random.get_rng_state();
        float[] first = randn(5).data<float>().ToArray();
        set_rng_state(state);
        Assert.Equal(first, randn(5).data<float>().ToArray());
    }

    [Fact]
    public void A_generator_of_its_own_leaves_the_others_alone()
    {
        using var scope = NewDisposeScope();
        using Generator generator = new(3);
        Tensor state = generator.get_state();
        long[] first = randperm(20, generator: generator).data<long>().ToArray();
        rand(10);
        generator.set_state(state);
        Assert.Equal(first, randperm(20, generator: generator).data<long>().ToArray());
        Assert.Equal(Enumerable.Range(0, 20).Select(i => (long)i), first.Order());
    }

    [Fact]
    public void Kaiming_weights_have_the_deviation_of_their_fan()
    {
        using var scope = NewDisposeScope();
        Tensor weight = empty(64, 32, 3, 3);
        nn.init.kaiming_normal_(weight);
        Assert.Equal(Math.Sqrt(2.0 / (32 * 9)), weight.std().item<float>(), 2);
        nn.init.kaiming_uniform_(weight, Math.Sqrt(5));
        double bound = Math.Sqrt(1.0 / (32 * 9));
        Assert.InRange(weight.abs().max().item<float>(), 0.95 * bound, bound);
    }
}
