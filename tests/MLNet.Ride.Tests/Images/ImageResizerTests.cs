using MLNet.Ride.Images;

namespace MLNet.Ride.Tests.Images;

public sealed class ImageResizerTests
{
    [Fact]
    public void An_image_of_the_size_is_returned_unchanged()
    {
        byte[] pixels = [.. Enumerable.Range(0, 27).Select(i => (byte)i)];
        Assert.Same(pixels, ImageResizer.Resize(pixels, 3, 3, 3, 3));
    }

    [Theory]
    [InlineData(17, 5, 8, 8)]
    [InlineData(3, 4, 9, 7)]
    public void A_plain_colour_stays_itself(int width, int height, int newWidth, int newHeight)
    {
        byte[] resized = ImageResizer.Resize(Plain(width, height, 10, 128, 255), width, height, newWidth, newHeight);
        Assert.Equal(Plain(newWidth, newHeight, 10, 128, 255), resized);
    }

    [Fact]
    public void Halving_weighs_every_pixel_under_the_triangle()
    {
        // One row of 4 grey pixels to 2: the triangle around the first new pixel spans pixels 0, 1, 2 with weights 3 : 3 : 1.
        byte[] resized = ImageResizer.Resize(Grey(0, 70, 140, 210), 4, 1, 2, 1);
        Assert.Equal(Grey((byte)Math.Round(((3 * 0) + (3 * 70) + 140) / 7.0), (byte)Math.Round((70 + (3 * 140) + (3 * 210)) / 7.0)), resized);
    }

    [Fact]
    public void Doubling_is_bilinear()
    {
        byte[] resized = ImageResizer.Resize(Grey(0, 100), 2, 1, 4, 1);
        Assert.Equal(Grey(0, 25, 75, 100), resized);
    }

    [Fact]
    public void A_fine_pattern_becomes_its_mean_instead_of_a_sample()
    {
        byte[] stripes = [.. Enumerable.Range(0, 64 * 64).SelectMany(i => i % 2 == 0 ? (byte[])[0, 0, 0] : [200, 200, 200])];
        byte[] resized = ImageResizer.Resize(stripes, 64, 64, 8, 8);
        Assert.All(resized, v => Assert.InRange(v, 90, 110));
    }

    private static byte[] Grey(params byte[] values) => [.. values.SelectMany(v => (byte[])[v, v, v])];

    private static byte[] Plain(int width, int height, byte red, byte green, byte blue)
        => [.. Enumerable.Repeat((byte[])[red, green, blue], width * height).SelectMany(p => p)];
}
