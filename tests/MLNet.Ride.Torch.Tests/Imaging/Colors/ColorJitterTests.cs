using System.Text.Json;
using MLNet.Ride.Torch.Imaging.Colors;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Tests.Reference;

namespace MLNet.Ride.Torch.Tests.Imaging.Colors;

public class ColorJitterTests
{
    public static TheoryData<int> Jitters => PreparationFigure.Cases("jitter");

    public static TheoryData<int> Hues => PreparationFigure.Cases("hues");

    [Theory]
    [MemberData(nameof(Jitters))]
    public void Gives_the_pixels_of_torchvision(int number)
    {
        JsonElement figure = PreparationFigure.Case("jitter", number);
        byte[] pixels = PreparationFigure.Image(figure).Pixels;
        var factors = new JitterFactors(
            (float)figure.Number("brightness"),
            (float)figure.Number("contrast"),
            (float)figure.Number("saturation"),
            figure.Number("hue"),
            new JitterOrder(figure.Ints("order")));

        ColorJitter.Apply(factors, pixels);

        Assert.Equal(PreparationFigure.Pixels(figure), pixels);
    }

    [Theory]
    [MemberData(nameof(Hues))]
    public void Turns_the_hue_of_every_color_as_torchvision_does(int number)
    {
        JsonElement figure = PreparationFigure.Case("hues", number);
        byte[] pixels = [.. Enumerable.Range(0, 16 * 16 * 16).SelectMany(i => (byte[])[(byte)(17 * (i / 256)), (byte)(17 * (i / 16 % 16)), (byte)(17 * (i % 16))])];

        HueRotation.Apply(pixels, figure.Number("hue"));

        Assert.Equal(PreparationFigure.Pixels(figure), pixels);
    }

    [Fact]
    public void Draws_factors_evenly_and_all_orders()
    {
        var jitter = new ColorJitter(new AugmentationOptions { Brightness = 0.4, Contrast = 2, Hue = 0.1 });
        var random = new Random(1);
        JitterFactors[] drawn = [.. Enumerable.Range(0, 12_000).Select(_ => jitter.Draw(random))];

        Assert.InRange(drawn.Min(f => f.Brightness), 0.6f, 0.601f);
        Assert.InRange(drawn.Max(f => f.Brightness), 1.399f, 1.4f);
        Assert.InRange(drawn.Average(f => f.Brightness), 0.99, 1.01);
        Assert.InRange(drawn.Min(f => f.Contrast), 0f, 0.003f);
        Assert.InRange(drawn.Max(f => f.Contrast), 2.997f, 3f);
        Assert.All(drawn, f => Assert.Equal(1f, f.Saturation));
        Assert.InRange(drawn.Average(f => f.Hue), -0.002, 0.002);
        Assert.Equal(24, drawn.CountBy(f => f.Order).Count(order => order.Value is > 400 and < 600));
    }

    [Fact]
    public void Is_off_where_nothing_is_asked_for()
    {
        Assert.True(new ColorJitter(new AugmentationOptions()).IsOff);
        Assert.False(new ColorJitter(new AugmentationOptions { Hue = 0.1 }).IsOff);
    }
}
