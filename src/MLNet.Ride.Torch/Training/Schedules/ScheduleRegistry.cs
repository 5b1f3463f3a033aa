using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Torch.Training.Schedules;

/// <summary>The learning rate schedules by name. A further one is a further entry.</summary>
public static class ScheduleRegistry
{
    /// <summary>The schedules of <see cref="LearningRateSchedules"/>, and yours.</summary>
    public static Registry<ScheduleOfRun> All { get; } = new("schedule", nameof(ScheduleRegistry))
    {
        [LearningRateSchedules.Steps] = (options, warmUp, epochs) => new WarmUpStepSchedule(warmUp, options.StepsFor(epochs), options.StepFactor),
        [LearningRateSchedules.Cosine] = (_, warmUp, epochs) => new WarmUpCosineSchedule(warmUp, epochs),
    };

    /// <exception cref="ArgumentException">The schedule is not known.</exception>
    internal static void Check(OptimizerOptions options) => All.Check(options.Schedule, "Optimizer.Schedule");

    /// <summary>Makes the schedule of options, valid ones.</summary>
    internal static LearningRateSchedule Create(OptimizerOptions options, int warmUpEpochs, int epochs)
        => All.Find(options.Schedule, "Optimizer.Schedule")(options, warmUpEpochs, epochs);
}
