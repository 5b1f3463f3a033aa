using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Torch.Tests;

/// <summary>Settings of a run of a second or two.</summary>
internal static class TinyRide
{
    public const int ImageSize = 8;

    public static RideOptions Options(int epochs = 1, bool routing = false, int? seed = 1) => new()
    {
        Backbone = "resnet20",
        ExpertCount = 2,
        ImageSize = ImageSize,
        Epochs = epochs,
        BatchSize = 16,
        Seed = seed,
        Augmentation = { CropPadding = 1 },
        Routing = { Enabled = routing, Epochs = 2, BatchSize = 32 },
    };

    /// <summary>A model as such a run makes it, with initial weights.</summary>
    public static RideModel Model(int classCount, bool routing = false)
    {
        RideOptions options = Options(routing: routing);
        return RideModel.Create(RideTraining.Describe(options, [.. Enumerable.Repeat(1, classCount)]), options.Seed);
    }
}
