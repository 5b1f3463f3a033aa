using MLNet.Ride.Torch.Imaging;

namespace MLNet.Ride.Torch.Tests.Imaging;

public class PixelBoxTests
{
    [Theory]
    [InlineData(0, 0, 100, 60, 0, 0, 50, 30)]
    [InlineData(10, 20, 40, 30, 5, 10, 20, 15)]
    [InlineData(11, 21, 40, 30, 5, 10, 20, 15)]
    [InlineData(99, 59, 1, 1, 49, 29, 1, 1)]
    public void A_part_of_an_image_is_the_same_part_of_half_of_it(int left, int top, int width, int height, int newLeft, int newTop, int newWidth, int newHeight)
        => Assert.Equal(new PixelBox(newLeft, newTop, newWidth, newHeight), new PixelBox(left, top, width, height).Scaled(100, 60, 50, 30));

    [Fact]
    public void Without_a_change_of_size_it_stays_itself()
        => Assert.Equal(new PixelBox(3, 5, 7, 11), new PixelBox(3, 5, 7, 11).Scaled(31, 37, 31, 37));
}
