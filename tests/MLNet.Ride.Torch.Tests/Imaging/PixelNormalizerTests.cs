using MLNet.Ride.Torch.Imaging;

namespace MLNet.Ride.Torch.Tests.Imaging;

public class PixelNormalizerTests
{
    [Fact]
    public void Subtracts_the_mean_and_divides_by_the_deviation_of_each_channel()
    {
        var normalizer = new PixelNormalizer([0.5f, 0.25f, 0f], [0.5f, 0.25f, 1f]);
        var target = new float[6];

        normalizer.WriteImage([0, 255, 51, 255, 0, 0], target);

        Assert.Equal([-1f, 3f, 0.2f, 1f, -1f, 0f], target);
    }
}
