
namespace MLNet.Ride.Torch.Training.Schedules;

/// <summary>(1 + e) / w in the w warm-up epochs, then the half cosine from 1 toward 0 over the remaining epochs.</summary>
internal sealed class WarmUpCosineSchedule(int warmUpEpochs, int epochCount) : LearningRateSchedule
{
    private readonly CosineSchedule _cosine = new(epochCount - warmUpEpochs);

    public override double Factor(int epoch) => epoch < warmUpEpochs ? (1.0 + epoch) / warmUpEpochs : _cosine.Factor(epoch - warmUpEpochs);
}
