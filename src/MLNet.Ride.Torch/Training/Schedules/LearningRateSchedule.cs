
namespace MLNet.Ride.Torch.Training.Schedules;

/// <summary>Factor of the learning rate, epoch by epoch.</summary>
internal abstract class LearningRateSchedule
{
    /// <summary>Factor of an epoch.</summary>
    /// <param name="epoch">Number of epochs done, from 0.</param>
    public abstract double Factor(int epoch);
}
