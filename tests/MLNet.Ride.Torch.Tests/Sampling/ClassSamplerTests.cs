using MLNet.Ride.Torch.Sampling;

namespace MLNet.Ride.Torch.Tests.Sampling;

public class ClassSamplerTests
{
    private static readonly int[] Counts = [500, 120, 30, 8, 2, 1];

    private readonly int[][] _imagesByClass;
    private readonly IEpochSampler _sampler;

    public ClassSamplerTests()
    {
        _imagesByClass = [.. Counts.Select((count, label) => Enumerable.Range(Counts.Take(label).Sum(), count).ToArray())];
        _sampler = SamplerRegistry.Balanced(_imagesByClass);
    }

    [Fact]
    public void Epoch_is_as_long_as_the_training_set()
    {
        Assert.Equal(Counts.Sum(), _sampler.EpochLength);
        Assert.Equal(Counts.Sum(), _sampler.Draw(1, new Random(1)).Length);
    }

    [Fact]
    public void A_class_is_gone_through_before_an_image_comes_again()
    {
        int[] order = _sampler.Draw(1, new Random(3));

        for (int label = 0; label < Counts.Length; label++)
        {
            int[] ofClass = [.. order.Where(image => ClassOf(image) == label)];
            Assert.NotEmpty(ofClass);
            Assert.All(ofClass.Chunk(Counts[label]), round => Assert.Equal(round.Length, round.Distinct().Count()));
        }
    }

    [Fact]
    public void Each_round_through_a_class_has_its_own_order()
    {
        int[] eight = [.. _sampler.Draw(1, new Random(4)).Where(image => ClassOf(image) == 3)];

        Assert.NotEqual(eight[..8], eight[8..16]);
    }

    [Fact]
    public void The_generator_alone_decides()
    {
        int[] first = _sampler.Draw(1, new Random(5));

        _sampler.Draw(1, new Random(6));

        Assert.Equal(first, _sampler.Draw(1, new Random(5)));
    }

    [Fact]
    public void Leaves_out_classes_without_images()
        => Assert.Equal([3], SamplerRegistry.Balanced([[], [3], []]).Draw(1, new Random(1)));

    private int ClassOf(int image) => Array.FindIndex(_imagesByClass, images => images.Contains(image));
}
