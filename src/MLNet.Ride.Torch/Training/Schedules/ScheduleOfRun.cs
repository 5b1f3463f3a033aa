using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Torch.Training.Schedules;

/// <summary>Makes the learning rate schedule of a run.</summary>
/// <param name="options">Settings.</param>
/// <param name="warmUpEpochs">Number of epochs with warm-up.</param>
/// <param name="epochs">Number of epochs.</param>
/// <returns>The schedule, warm-up included.</returns>
public delegate LearningRateSchedule ScheduleOfRun(OptimizerOptions options, int warmUpEpochs, int epochs);
