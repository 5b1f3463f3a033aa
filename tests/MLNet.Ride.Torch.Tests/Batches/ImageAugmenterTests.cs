using System.Text.Json;
using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Torch.Tests.Batches;

public class ImageAugmenterTests
{
    private static readonly JsonSerializerOptions Names = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, Figure().Count)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Takes_the_pixels_that_PIL_takes(int number)
    {
        FigureCase figure = Figure()[number];
        int size = figure.Size;
        var pixels = new byte[size * size * 3];
        for (int i = 0; i < size * size; i++)
        {
            (pixels[3 * i], pixels[(3 * i) + 1], pixels[(3 * i) + 2]) = ((byte)((i % size) + 1), (byte)((i / size) + 1), 100);
        }

        using var images = new LabeledImages(size, 1);
        images.Add(pixels, 0);
        var result = new float[pixels.Length];
        var transform = new ImageTransform(figure.ShiftX, figure.ShiftY, figure.Flip, figure.Degrees);
        Unnormalized(size).Apply(transform, images, 0, images.NewBuffers(), result);

        byte[] expected = [.. figure.Sources.SelectMany(source => source < 0 ? new byte[3] : pixels[(3 * source)..((3 * source) + 3)])];
        Assert.Equal(expected, result.Select(value => (byte)MathF.Round(value * 255)));
    }

    [Fact]
    public void Draws_changes_evenly_over_their_ranges()
    {
        var augmenter = new ImageAugmenter(new AugmentationOptions { CropPadding = 1, RotationDegrees = 10 }, 8);
        var random = new Random(1);
        List<ImageTransform> drawn = [.. Enumerable.Range(0, 9000).Select(_ => augmenter.Draw(random, 8, 8))];

        Assert.Equal(9, drawn.CountBy(t => (t.ShiftX, t.ShiftY)).Count(shift => shift.Value is > 850 and < 1150));
        Assert.InRange(drawn.Count(t => t.Flip), 4300, 4700);
        Assert.InRange(drawn.Average(t => t.Degrees), -0.25, 0.25);
        Assert.InRange(drawn.Max(t => t.Degrees), 9.9, 10);
        Assert.InRange(drawn.Min(t => t.Degrees), -10, -9.9);
    }

    [Fact]
    public void Leaves_images_alone_when_all_is_switched_off()
    {
        var augmenter = new ImageAugmenter(new AugmentationOptions { CropPadding = 0, HorizontalFlip = false, RotationDegrees = 0 }, 8);

        Assert.All(Enumerable.Repeat(new Random(2), 100), random => Assert.Equal(default, augmenter.Draw(random, 8, 8)));
    }

    private static ImageAugmenter Unnormalized(int size)
        => new(new AugmentationOptions { Mean = [0, 0, 0], StandardDeviation = [1, 1, 1] }, size);

    private static IReadOnlyList<FigureCase> Figure()
    {
        using FileStream file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Figures", "augmentation.json"));
        return JsonSerializer.Deserialize<FigureFile>(file, Names)!.Cases;
    }

    private sealed record FigureFile(IReadOnlyList<FigureCase> Cases);

    private sealed record FigureCase(int Size, int ShiftX, int ShiftY, bool Flip, double Degrees, IReadOnlyList<int> Sources);
}
