using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Torch.Tests.Options;

public sealed class ShotBoundsTests
{
    [Theory]
    [InlineData(19, false, false, true)]
    [InlineData(20, false, true, false)]
    [InlineData(100, false, true, false)]
    [InlineData(101, true, false, false)]
    public void Every_number_of_images_is_of_one_bucket(int images, bool many, bool medium, bool few)
    {
        ShotBounds bounds = ShotBounds.Default;
        Assert.Equal((many, medium, few), (bounds.IsMany(images), bounds.IsMedium(images), bounds.IsFew(images)));
    }

    [Theory]
    [InlineData(0, 100, "fewBelow")]
    [InlineData(20, 19, "manyAbove")]
    public void Bounds_that_leave_no_medium_class_are_refused(int fewBelow, int manyAbove, string parameter)
        => Assert.Throws<ArgumentOutOfRangeException>(parameter, () => new ShotBounds(fewBelow, manyAbove));
}
