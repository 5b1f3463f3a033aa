using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Torch.Training.Schedules;

/// <summary>Creates the learning rate schedule of a run.</summary>
/// <param name="options">Settings.</param>
/// <param name="warmUpEpochs">Number of warm-up epochs.</param>
/// <param name="epochs">Number of epochs.</param>
/// <returns>The schedule, including warm-up.</returns>
public delegate LearningRateSchedule ScheduleOfRun(OptimizerOptions options, int warmUpEpochs, int epochs);
