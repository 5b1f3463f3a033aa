using System.Text.Json;
using MLNet.Ride.Torch.Imaging;
using MLNet.Ride.Torch.Tests.Reference;

namespace MLNet.Ride.Torch.Tests.Imaging;

public class RandomResizedCropTests
{
    private const int Draws = 20_000;

    public static TheoryData<int> Statistics => PreparationFigure.Cases("stats");

    [Fact]
    public void Sizes_are_Pythons_sizes()
        => Assert.All(PreparationFigure.All("boxes"), box =>
        {
            (int, int)? expected = box[6].GetInt32() == 1 ? (box[4].GetInt32(), box[5].GetInt32()) : null;
            Assert.Equal(expected, RandomResizedCrop.Box(box[0].GetInt32(), box[1].GetInt32(), box[2].GetDouble(), box[3].GetDouble()));
        });

    [Fact]
    public void Where_no_try_fits_the_middle_is_taken_as_torchvision_does()
        => Assert.All(PreparationFigure.All("middles"), middle =>
        {
            int[] numbers = [.. middle.EnumerateArray().Select(n => n.GetInt32())];
            Assert.Equal(new PixelBox(numbers[2], numbers[3], numbers[4], numbers[5]), RandomResizedCrop.Middle(numbers[0], numbers[1]));
        });

    [Theory]
    [MemberData(nameof(Statistics))]
    public void Draws_the_distribution_of_torchvision(int number)
    {
        JsonElement figure = PreparationFigure.Case("stats", number);
        (int width, int height) = (figure.Int("width"), figure.Int("height"));
        var random = new Random(1);
        PixelBox[] drawn = [.. Enumerable.Range(0, Draws).Select(_ => RandomResizedCrop.Draw(random, width, height, 0.08))];
        double[] areas = [.. drawn.Select(b => b.Width * b.Height / (double)(width * height))];

        // Five standard errors of the difference of two means of so many draws.
        double error = 5 * Math.Sqrt(2.0 / Draws);
        Assert.InRange(areas.Average() - figure.Number("area"), -error * figure.Number("area_deviation"), error * figure.Number("area_deviation"));
        Assert.InRange(drawn.Average(b => Math.Log((double)b.Width / b.Height)) - figure.Number("log_ratio"), -error * 0.17, error * 0.17);
        Assert.InRange(drawn.Average(b => b.Top / (double)height) - figure.Number("top"), -error * 0.2, error * 0.2);
        Assert.InRange(drawn.Average(b => b.Left / (double)width) - figure.Number("left"), -error * 0.2, error * 0.2);
        Assert.All(drawn, b => Assert.True(b.Left >= 0 && b.Top >= 0 && b.Left + b.Width <= width && b.Top + b.Height <= height, b.ToString()));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 7)]
    [InlineData(2, 2)]
    public void Tiny_images_work(int width, int height)
    {
        var random = new Random(1);
        Assert.All(Enumerable.Repeat(0, 200), _ =>
        {
            PixelBox part = RandomResizedCrop.Draw(random, width, height, 0.08);
            Assert.InRange(part.Width, 1, width);
            Assert.InRange(part.Height, 1, height);
        });
    }
}
