using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Torch.Training.Schedules;

/// <summary>The learning rate schedules by name. To add one, add an entry.</summary>
public static class ScheduleRegistry
{
    /// <summary>The schedules of <see cref="LearningRateSchedules"/>, and yours.</summary>
    public static Registry<ScheduleOfRun> All { get; } = new("schedule", nameof(ScheduleRegistry))
    {
        [LearningRateSchedules.Steps] = (options, warmUp, epochs) => new WarmUpStepSchedule(warmUp, options.StepsFor(epochs), options.StepFactor),
        [LearningRateSchedules.Cosine] = (_, warmUp, epochs) => new WarmUpCosineSchedule(warmUp, epochs),
    };

    /// <exception cref="ArgumentException">The schedule is unknown.</exception>
    internal static void Check(OptimizerOptions options) => All.Check(options.Schedule, "Optimizer.Schedule");

    /// <summary>Creates the schedule of valid options.</summary>
    internal static LearningRateSchedule Create(OptimizerOptions options, int warmUpEpochs, int epochs)
        => All.Find(options.Schedule, "Optimizer.Schedule")(options, warmUpEpochs, epochs);
}
