using System.Diagnostics;
using System.Diagnostics.Metrics;
using MLNet.Ride.Scoring;
using MLNet.Ride.Torch.Runtime;

namespace MLNet.Ride.Telemetry;

/// <summary>The metrics of predictions.</summary>
internal static class PredictionMetrics
{
    private static readonly Meter s_meter = Instrumentation.Meter;
    private static readonly Counter<long> s_predictions = s_meter.CreateCounter<long>("ride.predictions", "{image}", "Images or rows classified.");
    private static readonly Counter<long> s_unknown = s_meter.CreateCounter<long>("ride.predictions.unknown", "{image}", "Images of no known class.");
    private static readonly Histogram<int> s_experts = s_meter.CreateHistogram<int>("ride.prediction.experts", "{expert}", "Experts used for an image.");
    private static readonly Histogram<double> s_duration
        = s_meter.CreateHistogram<double>("ride.prediction.duration", "s", "Time of a batch, from encoded images to probabilities.");

    /// <param name="batch">The predictions of a batch.</param>
    /// <param name="start">Time stamp of <see cref="Stopwatch"/> before it.</param>
    public static void Record(IReadOnlyList<Prediction> batch, long start)
    {
        s_predictions.Add(batch.Count);
        s_duration.Record(Stopwatch.GetElapsedTime(start).TotalSeconds);
        if (!s_experts.Enabled && !s_unknown.Enabled)
        {
            return;
        }

        foreach (Prediction prediction in batch)
        {
            s_experts.Record(prediction.ExpertsUsed);
            s_unknown.Add(prediction.IsKnown == false ? 1 : 0);
        }
    }
}
