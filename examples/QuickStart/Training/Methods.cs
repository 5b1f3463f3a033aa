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
        options.Distillation.TeacherExperts = settings.TeacherExperts;
        return new(settings.Experts == 1 ? "RIDE, 1 expert" : $"RIDE, {settings.Experts} experts", options);
    }

    private static RideTrainer.Options Scheduled(RideTrainer.Options options, Settings settings)
    {
        options.Seed = settings.Seed;
        options.Precision = settings.Precision;
        options.Epochs = settings.Epochs ?? (settings.Data is null ? EpochsOnSampleImages : EpochsOnOwnImages);
        if (settings.Data is null)
        {
            SuitSampleImages(options);
        }

        return options;
    }

    /// <summary>A smaller network, and more and gentler steps: the published recipe needs more than the few steps that these images give it.</summary>
    private static void SuitSampleImages(RideTrainer.Options options)
    {
        options.Backbone = "resnet20";
        options.BatchSize = 32;
        options.Optimizer.LearningRate = 0.02;
        options.Optimizer.WarmUpEpochs = 2;
        options.Optimizer.Steps = [.. new[] { 0.7, 0.9 }.Select(part => Math.Max(1, (int)(part * options.Epochs))).Distinct()];
        options.Optimizer.StepFactor = 0.1;
        options.Loss.ReweightAfterEpoch = options.Optimizer.Steps[0];
    }
}
