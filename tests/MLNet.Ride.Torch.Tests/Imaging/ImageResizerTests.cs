using MLNet.Ride.Torch.Imaging;

namespace MLNet.Ride.Torch.Tests.Imaging;

public class ImageResizerTests
{
    [Fact]
    public void An_image_of_the_size_stays_as_it_is()
    {
        byte[] pixels = [.. Enumerable.Range(0, 27).Select(i => (byte)i)];

        Assert.Equal(pixels, Resize(pixels, 3, 3, 3, 3));
    }

    [Theory]
    [InlineData(17, 5, 8, 8)]
    [InlineData(3, 4, 9, 7)]
    public void A_plain_color_stays_itself(int width, int height, int newWidth, int newHeight)
        => Assert.Equal(Plain(newWidth, newHeight, 10, 128, 255), Resize(Plain(width, height, 10, 128, 255), width, height, newWidth, newHeight));

    [Fact]
    public void Halving_weighs_every_pixel_under_the_triangle()
    {
        // One row of 4 gray pixels to 2: the triangle around the first new pixel spans pixels 0, 1, 2 with weights 3 : 3 : 1.
        byte[] resized = Resize(Gray(0, 70, 140, 210), 4, 1, 2, 1);

        Assert.Equal(Gray((byte)Math.Round(((3 * 0) + (3 * 70) + 140) / 7.0), (byte)Math.Round((70 + (3 * 140) + (3 * 210)) / 7.0)), resized);
    }

    [Fact]
    public void Doubling_is_bilinear() => Assert.Equal(Gray(0, 25, 75, 100), Resize(Gray(0, 100), 2, 1, 4, 1));

    [Fact]
    public void A_fine_pattern_becomes_its_mean_instead_of_a_sample()
    {
        byte[] stripes = [.. Enumerable.Range(0, 64 * 64).SelectMany(i => i % 2 == 0 ? (byte[])[0, 0, 0] : [200, 200, 200])];

        Assert.All(Resize(stripes, 64, 64, 8, 8), v => Assert.InRange(v, 90, 110));
    }

    [Fact]
    public void A_window_is_a_part_of_the_whole()
    {
        byte[] pixels = [.. Enumerable.Range(0, 20 * 15 * 3).Select(i => (byte)(i * 37))];
        byte[] whole = Resize(pixels, 20, 15, 9, 11);
        var window = new byte[4 * 5 * 3];

        new ImageResizer().Resize(pixels, 20, new PixelBox(0, 0, 20, 15), 9, 11, new PixelBox(3, 2, 4, 5), window);

        byte[] expected = [.. Enumerable.Range(2, 5).SelectMany(y => whole[(((y * 9) + 3) * 3)..(((y * 9) + 7) * 3)])];
        Assert.Equal(expected, window);
    }

    [Theory]
    [InlineData(1, 1, 3, 2)]
    [InlineData(2, 3, 1, 1)]
    [InlineData(11, 7, 11, 5)]
    [InlineData(33, 14, 12, 14)]
    [InlineData(100, 90, 67, 31)]
    [InlineData(300, 9, 41, 23)]
    public void Vectors_give_the_sums_of_the_definition(int width, int height, int newWidth, int newHeight)
    {
        var pixels = new byte[width * height * 3];
        new Random(width).NextBytes(pixels);

        Assert.Equal(ByDefinition(pixels, width, height, newWidth, newHeight), Resize(pixels, width, height, newWidth, newHeight));
    }

    // PIL's passes: weighted sums in 22 bits, rounded to bytes, of the columns of each row, then of rows.
    private static byte[] ByDefinition(byte[] pixels, int width, int height, int newWidth, int newHeight)
    {
        byte[] narrow = [.. Enumerable.Range(0, height).SelectMany(y => Line(newWidth, width, (x, c) => pixels[(((y * width) + x) * 3) + c]))];
        byte[][] columns = [.. Enumerable.Range(0, newWidth).Select(x => Line(newHeight, height, (y, c) => narrow[(((y * newWidth) + x) * 3) + c]))];
        return [.. Enumerable.Range(0, newHeight).SelectMany(y => columns.SelectMany(column => column[(y * 3)..((y * 3) + 3)]))];
    }

    private static byte[] Line(int newLength, int length, Func<int, int, byte> pixel)
    {
        var filter = new ResizeFilter();
        filter.Set(length, newLength, 0, newLength);
        return [.. Enumerable.Range(0, newLength).SelectMany(i => Enumerable.Range(0, 3).Select(c =>
        {
            long sum = 1 << 21;
            int[] weights = filter.Weights(i).ToArray();
            for (int k = 0; k < weights.Length; k++)
            {
                sum += (long)weights[k] * pixel(filter.First(i) + k, c);
            }

            return (byte)Math.Min(sum >> 22, 255);
        }))];
    }

    private static byte[] Resize(byte[] pixels, int width, int height, int newWidth, int newHeight)
    {
        var target = new byte[newWidth * newHeight * 3];
        new ImageResizer().Resize(
            pixels, width, new PixelBox(0, 0, width, height), newWidth, newHeight, new PixelBox(0, 0, newWidth, newHeight), target);
        return target;
    }

    private static byte[] Gray(params byte[] values) => [.. values.SelectMany(v => (byte[])[v, v, v])];

    private static byte[] Plain(int width, int height, byte red, byte green, byte blue)
        => [.. Enumerable.Repeat((byte[])[red, green, blue], width * height).SelectMany(p => p)];
}
