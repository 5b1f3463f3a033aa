
namespace MLNet.Ride.Torch.Training.Schedules;

/// <summary>(1 + e) / w in the w warm-up epochs, times the step factor for each milestone passed.</summary>
internal sealed class WarmUpStepSchedule(int warmUpEpochs, IReadOnlyList<int> steps, double stepFactor) : LearningRateSchedule
{
    public override double Factor(int epoch)
    {
        double factor = Math.Pow(stepFactor, steps.Count(step => epoch >= step));
        return epoch < warmUpEpochs ? factor * (1 + epoch) / warmUpEpochs : factor;
    }
}
