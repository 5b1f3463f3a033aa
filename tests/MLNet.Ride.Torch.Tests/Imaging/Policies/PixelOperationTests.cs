using System.Text.Json;
using MLNet.Ride.Torch.Imaging.Policies;
using MLNet.Ride.Torch.Tests.Reference;

namespace MLNet.Ride.Torch.Tests.Imaging.Policies;

public class PixelOperationTests
{
    public static TheoryData<string> Names => [.. PixelOperationRegistry.All.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Gives_the_pixels_of_PIL(string name)
    {
        JsonElement[] cases = [.. PolicyFigure.Operations(name)];

        Assert.NotEmpty(cases);
        Assert.All(cases, figure =>
        {
            (byte[] pixels, int size) = PolicyFigure.Image(figure);
            var scratch = new byte[pixels.Length];
            new Random(1).NextBytes(scratch);

            PixelOperationRegistry.All.Find(name).Apply(pixels, scratch, size, figure.Number("magnitude"));

            Assert.Equal(figure.GetProperty("pixels").GetBytesFromBase64(), pixels);
        });
    }

    [Fact]
    public void Magnitudes_are_those_of_torchvision()
    {
        var tables = PolicyFigure.Part("magnitudes").EnumerateArray().ToList();

        Assert.Equal(
            PixelOperationRegistry.All.Names.Where(name => PixelOperationRegistry.All.Find(name).Magnitude(1, 2, 32) != PixelOperationRegistry.All.Find(name).Magnitude(0, 2, 32)).Order(),
            tables.Select(PolicyFigure.NameOf).Distinct().Order());
        Assert.All(tables, table =>
        {
            PixelOperation operation = PixelOperationRegistry.All.Find(PolicyFigure.NameOf(table));
            float[] expected = table.Floats("values");
            Assert.Equal(table.GetProperty("signed").GetBoolean(), operation.IsSigned);
            for (int level = 0; level < expected.Length; level++)
            {
                double magnitude = operation.Magnitude(level, table.Int("bins"), table.Int("size"));
                Assert.Equal(expected[level], magnitude, 5e-5);
                Assert.Equal((int)expected[level], (int)magnitude);
                Assert.Equal(MathF.Ceiling(expected[level]), Math.Ceiling(magnitude));
            }
        });
    }
}
