
namespace MLNet.Ride.Torch.Training.Validation;

/// <summary>The best evaluation of a stage so far.</summary>
/// <param name="Epoch">Its epoch, from 1.</param>
/// <param name="Value">Its value of the metric.</param>
/// <param name="EvaluationsSince">Number of evaluations since then.</param>
internal sealed record BestEpoch(int Epoch, double Value, int EvaluationsSince)
{
    public static BestEpoch After(BestEpoch? before, int epoch, double value)
        => before is null || value > before.Value ? new(epoch, value, 0) : before with { EvaluationsSince = before.EvaluationsSince + 1 };
}
