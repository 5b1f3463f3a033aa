using Microsoft.ML.Data;
using QuickStart.Prediction;

namespace QuickStart.Tests.Prediction;

public class PlanarPixelsTests
{
    [Fact]
    public void Planes_survive_being_written_to_a_file_and_read_again()
    {
        using TemporaryFolder folder = new();
        var planes = new byte[PlanarPixels.Length];
        new Random(1).NextBytes(planes);
        using (MLImage image = PlanarPixels.ToImage(planes))
        {
            image.Save(folder["a.png"]);
        }

        Assert.Equal(planes, PlanarPixels.FromFile(folder["a.png"]));
    }

    [Fact]
    public void An_image_of_another_size_is_refused()
    {
        using TemporaryFolder folder = new();
        using (MLImage image = MLImage.CreateFromPixels(2, 1, MLPixelFormat.Rgba32, new byte[8]))
        {
            image.Save(folder["small.png"]);
        }

        Assert.Contains("2×1", Assert.Throws<UserError>(() => PlanarPixels.FromFile(folder["small.png"])).Message);
    }
}
