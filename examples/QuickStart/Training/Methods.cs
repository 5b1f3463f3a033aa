using MLNet.Ride;

namespace QuickStart.Training;

/// <summary>The two methods that are compared, on the same schedule.</summary>
internal static class Methods
{
    private const int EpochsOnOwnImages = 30;
    private const int EpochsOnSampleImages = 16;

    public static Method PlainNetwork(Settings settings) => new("Plain network", Scheduled(RideTrainer.Options.PlainNetwork(), settings));

    /// <summary>RIDE with routing; one expert alone has nothing to route to.</summary>
    public static Method Ride(Settings settings)
    {
        RideTrainer.Options options = Scheduled(RideTrainer.Options.Cifar100LT(), settings);
        options.ExpertCount = settings.Experts;
        options.Routing.Enabled = settings.Experts > 1;
        return new(settings.Experts == 1 ? "RIDE, 1 expert" : $"RIDE, {settings.Experts} experts", options);
    }

    /// <summary>The published recipe in proportion to the epochs; a smaller network and more steps in an epoch for the few sample images.</summary>
    private static RideTrainer.Options Scheduled(RideTrainer.Options options, Settings settings)
    {
        options.Seed = settings.Seed;
        options.Epochs = settings.Epochs ?? (settings.Data is null ? EpochsOnSampleImages : EpochsOnOwnImages);
        if (settings.Data is null)
        {
            options.Backbone = "resnet20";
            options.BatchSize = 64;
        }

        return options;
    }
}
