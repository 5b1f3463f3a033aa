namespace MLNet.Ride.Torch.Training.Schedules;

/// <summary>
/// Factor of the learning rate, epoch by epoch. Derive from it to add a schedule of your own to <see cref="ScheduleRegistry.All"/>.
/// </summary>
public abstract class LearningRateSchedule
{
    /// <summary>Factor of an epoch.</summary>
    /// <param name="epoch">Number of epochs done, from 0.</param>
    /// <returns>The factor, at least 0.</returns>
    public abstract double Factor(int epoch);
}
