using MLNet.Ride.Evaluation;

namespace QuickStart.Training;

/// <summary>What came of training with a method.</summary>
/// <param name="Method">The method.</param>
/// <param name="Metrics">Accuracy on the test images, by training frequency.</param>
/// <param name="TrainingTime">Time from reading the training images to the trained model.</param>
/// <param name="TrainingSpeed">Images per second that the experts were trained with.</param>
/// <param name="ScoringSpeed">Test images per second, from files to metrics.</param>
internal sealed record MethodResult(
    Method Method, LongTailedMetrics Metrics, TimeSpan TrainingTime, double TrainingSpeed, double ScoringSpeed)
{
    /// <summary>Whether the model asks more experts for some images than for others.</summary>
    public bool HasRouting => Method.Options.Routing.Enabled;
}
