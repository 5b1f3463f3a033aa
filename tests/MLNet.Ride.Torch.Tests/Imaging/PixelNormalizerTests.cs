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

    [Fact]
    public void Every_row_is_mirrored_on_its_own()
    {
        var normalizer = new PixelNormalizer([0, 0, 0], [1f / 255, 1f / 255, 1f / 255]);
        var target = new float[12];

        normalizer.WriteMirrored([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], 2, target);

        Assert.Equal([4, 5, 6, 1, 2, 3, 10, 11, 12, 7, 8, 9], target.Select(v => (int)Math.Round(v)));
    }
}
