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
    }

    private static RgbImage Image(JsonElement figure)
    {
        (byte[] pixels, int width, int height) = PreparationFigure.Image(figure);
        var image = new RgbImage();
        image.SetSize(width, height);
        pixels.CopyTo(image.Pixels);
        return image;
    }
}
