using MLNet.Ride.Torch.Batches;

namespace MLNet.Ride.Torch.Tests.Batches;

public class LabeledImagesTests
{
    [Fact]
    public void Counts_the_images_of_each_class()
    {
        var images = new LabeledImages(2, 3);
        images.Add(new byte[12], 2);
        images.Add([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], 0);
        images.Add(new byte[12], 2);

        Assert.Equal(3, images.Count);
        Assert.Equal([1, 0, 2], images.ClassCounts);
        Assert.Equal([[1], [], [0, 2]], images.IndicesByClass());
        Assert.Equal(12, images.Pixels(1)[11]);
        Assert.Equal(2, images.Label(2));
    }

    [Fact]
    public void Names_the_bytes_that_an_image_must_have()
    {
        var images = new LabeledImages(8, 2);

        var error = Assert.Throws<ArgumentException>(() => images.Add(new byte[64], 0));

        Assert.Contains("192 bytes", error.Message);
        Assert.Contains("has 64", error.Message);
        Assert.Equal(0, images.Count);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    public void Refuses_a_label_that_is_no_class(int label)
        => Assert.Throws<ArgumentOutOfRangeException>(() => new LabeledImages(1, 2).Add(new byte[3], label));
}
