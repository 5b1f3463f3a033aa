using System.Text.Json;
using MLNet.Ride.Torch.Imaging;
using MLNet.Ride.Torch.Tests.Reference;

namespace MLNet.Ride.Torch.Tests.Imaging;

public class SquareImageTests
{
    public static TheoryData<int> Wholes => PreparationFigure.Cases("whole");

    public static TheoryData<int> Centers => PreparationFigure.Cases("center");

    public static TheoryData<int> Crops => PreparationFigure.Cases("crops");

    [Theory]
    [MemberData(nameof(Wholes))]
    public void Brings_the_whole_image_to_the_square_as_PIL_does(int number)
    {
        JsonElement figure = PreparationFigure.Case("whole", number);

        Assert.Equal(PreparationFigure.Pixels(figure), Image(figure).ToSquare(figure.Int("size"), null));
    }

    [Theory]
    [MemberData(nameof(Centers))]
    public void Cuts_the_square_out_of_the_middle_as_torchvision_does(int number)
    {
        JsonElement figure = PreparationFigure.Case("center", number);

        Assert.Equal(PreparationFigure.Pixels(figure), Image(figure).ToSquare(figure.Int("size"), figure.Int("shorter")));
    }

    [Theory]
    [MemberData(nameof(Crops))]
    public void Brings_a_part_to_the_square_as_torchvision_does(int number)
    {
        JsonElement figure = PreparationFigure.Case("crops", number);
        int size = figure.Int("size");
        (byte[] pixels, int width, _) = PreparationFigure.Image(figure);
        var part = new PixelBox(figure.Int("left"), figure.Int("top"), figure.Int("width"), figure.Int("height"));
        var square = new byte[size * size * 3];

        new SquareImage(size, null).WritePart(pixels, width, part, square);

        Assert.Equal(PreparationFigure.Pixels(figure), square);
    }

    [Theory]
    [InlineData(30, 20)]
    [InlineData(20, 31)]
    public void Five_crops_are_the_corners_and_the_center_of_the_resized_image(int width, int height)
    {
        const int Side = 11, Size = 8;
        RgbImage image = Noise(width, height);
        int newWidth = width <= height ? Side : Side * width / height;
        int newHeight = width <= height ? Side * height / width : Side;
        var resized = new byte[newWidth * newHeight * 3];
        new ImageResizer().Resize(image.Pixels, width, new PixelBox(0, 0, width, height), newWidth, newHeight, new PixelBox(0, 0, newWidth, newHeight), resized);

        byte[][] crops = image.ToFiveCrops(Size, Side);

        (int Left, int Top)[] corners = [(0, 0), (newWidth - Size, 0), (0, newHeight - Size), (newWidth - Size, newHeight - Size)];
        Assert.Equal([.. corners.Select(c => Cut(resized, newWidth, c.Left, c.Top, Size)), image.ToSquare(Size, Side)], crops);
    }

    [Fact]
    public void Five_crops_of_a_square_without_a_margin_are_alike()
        => Assert.Single(Noise(9, 9).ToFiveCrops(8, 8).Select(Convert.ToHexString).Distinct());

    [Fact]
    public void A_thin_image_does_not_take_the_memory_of_its_enlargement()
    {
        var image = new RgbImage();
        image.SetSize(60_000, 1);
        image.Pixels.Fill(77);
        long before = GC.GetAllocatedBytesForCurrentThread();

        byte[] square = image.ToSquare(64, 72);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8 << 20); // the enlargement has 933 million bytes
        Assert.Equal(Enumerable.Repeat((byte)77, 64 * 64 * 3), square);
    }

    [Fact]
    public void Refuses_a_shorter_side_below_the_square()
    {
        var image = new RgbImage();
        image.SetSize(3, 3);

        Assert.Throws<ArgumentOutOfRangeException>(() => image.ToSquare(8, 7));
        Assert.Throws<ArgumentOutOfRangeException>(() => image.ToFiveCrops(8, 7));
    }

    private static RgbImage Noise(int width, int height)
    {
        var image = new RgbImage();
        image.SetSize(width, height);
        new Random(1).NextBytes(image.Pixels);
        return image;
    }

    private static byte[] Cut(byte[] pixels, int width, int left, int top, int size)
        => [.. Enumerable.Range(top, size).SelectMany(y => pixels.Skip(3 * ((y * width) + left)).Take(3 * size))];

    private static RgbImage Image(JsonElement figure)
    {
        (byte[] pixels, int width, int height) = PreparationFigure.Image(figure);
        var image = new RgbImage();
        image.SetSize(width, height);
        pixels.CopyTo(image.Pixels);
        return image;
    }
}
