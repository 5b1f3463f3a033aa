using MLNet.Ride.Torch.Imaging;

namespace MLNet.Ride.Torch.Tests.Imaging;

public class PixelNormalizerTests
{
    [Fact]
    public void SubtractsTheMeanAndDividesByTheDeviationOfEachChannel()
    {
        var normalizer = new PixelNormalizer([0.5f, 0.25f, 0f], [0.5f, 0.25f, 1f]);
        var target = new float[6];

        normalizer.WriteImage([0, 255, 51, 255, 0, 0], target);

        Assert.Equal([-1f, 3f, 0.2f, 1f, -1f, 0f], target);
    }
}
