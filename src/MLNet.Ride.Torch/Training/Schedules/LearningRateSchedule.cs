namespace MLNet.Ride.Torch.Training.Schedules;

/// <summary>
/// The factor of the learning rate in each epoch. Derive from it to add your own schedule to <see cref="ScheduleRegistry.All"/>.
/// </summary>
public abstract class LearningRateSchedule
{
    /// <summary>Returns the factor of an epoch.</summary>
    /// <param name="epoch">Number of completed epochs, from 0.</param>
    /// <returns>The factor, at least 0.</returns>
    public abstract double Factor(int epoch);
}
