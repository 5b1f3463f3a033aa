using MLNet.Ride.Torch;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Options;

namespace Speed.Photos;

/// <summary>A network for photos with initial weights, and drawn photos for it: their content does not matter for the speed.</summary>
internal sealed record PhotoNetwork(string Backbone, int Experts)
{
    public const int ImageSize = 224;
    public const int Classes = 101;

    private const int ImageCount = 64;

    public string Name => Experts == 1 ? Backbone : $"{Backbone}, {Experts} experts";

    public RideModel Create()
    {
        var options = new RideOptions { Backbone = Backbone, ImageSize = ImageSize, ExpertCount = Experts, ReducedWidth = Experts > 1, Seed = 1 };
        return RideModel.Create(RideTraining.Describe(options, [.. Enumerable.Repeat(1, Classes)]), options.Seed);
    }

    public static IEnumerable<byte[]> Images()
    {
        var random = new Random(1);
        for (int i = 0; i < ImageCount; i++)
        {
            var pixels = new byte[3 * ImageSize * ImageSize];
            random.NextBytes(pixels);
            yield return pixels;
        }
    }
}
