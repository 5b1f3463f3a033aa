
namespace MLNet.Ride.Torch.Training;

/// <summary>The progress of a training run; reported after every step.</summary>
/// <param name="Stage">Name of the stage: <c>teacher</c>, <c>features</c>, <c>soft-labels</c>, <c>frozen-features</c>, <c>heads</c>, <c>experts</c>, <c>classifier</c> or <c>routing</c>.</param>
/// <param name="Epoch">Epoch within the stage, from 1.</param>
/// <param name="EpochCount">Number of epochs of the stage.</param>
/// <param name="Step">Step within the epoch, from 1.</param>
/// <param name="StepCount">Number of steps in the epoch.</param>
/// <param name="Loss">Mean loss of the epoch so far; not a number if nothing is trained (<c>frozen-features</c>).</param>
/// <param name="LearningRate">Learning rate of the epoch.</param>
/// <param name="ImagesPerSecond">Training speed of the stage so far, without the time for validation.</param>
public sealed record TrainingProgress(
    string Stage, int Epoch, int EpochCount, int Step, int StepCount, double Loss, double LearningRate, double ImagesPerSecond)
{
    /// <summary>
    /// Accuracy on the validation images; set on the last step of an epoch with an evaluation, otherwise <see langword="null"/>.
    /// </summary>
    public ValidationAccuracy? Validation { get; init; }

    /// <summary>
    /// Share of the stage's time so far for which steps waited for their images, 0 to 1, without the time for validation. If it is more than a few percent,
    /// reading and augmenting images limits the speed.
    /// </summary>
    public double DataWait { get; init; }

    /// <summary>Whether this is the last step of the epoch.</summary>
    public bool EndsEpoch => Step == StepCount;
}
