
namespace MLNet.Ride.Torch.Training.Schedules;

/// <summary>(1 + cos(π e / E)) / 2 over E epochs: from 1 toward 0.</summary>
internal sealed class CosineSchedule(int epochCount) : LearningRateSchedule
{
    public override double Factor(int epoch) => (1 + Math.Cos(Math.PI * epoch / epochCount)) / 2;
}
