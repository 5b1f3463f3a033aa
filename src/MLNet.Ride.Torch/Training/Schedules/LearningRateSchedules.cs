using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Torch.Training.Schedules;

/// <summary>The registry of learning rate schedules. A further one is a further entry.</summary>
public static class LearningRateSchedules
{
    internal const string Cosine = "cosine";

    private static readonly Dictionary<string, Func<OptimizerOptions, int, int, LearningRateSchedule>> Registry = new(StringComparer.Ordinal)
    {
        [KnownNames.Steps] = (options, warmUp, epochs) => new WarmUpStepSchedule(warmUp, options.StepsFor(epochs), options.StepFactor),
        [Cosine] = (_, warmUp, epochs) => new WarmUpCosineSchedule(warmUp, epochs),
    };

    /// <summary>Names that <see cref="OptimizerOptions.Schedule"/> may have.</summary>
    public static IReadOnlyCollection<string> Names => Registry.Keys;

    /// <exception cref="ArgumentException">The schedule is not known.</exception>
    internal static void Check(OptimizerOptions options) => OptionCheck.Known(options.Schedule, Names, "Optimizer.Schedule");

    /// <summary>Makes the schedule of options, valid ones.</summary>
    internal static LearningRateSchedule Create(OptimizerOptions options, int warmUpEpochs, int epochs) => Registry[options.Schedule](options, warmUpEpochs, epochs);
}
