using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace MLNet.Ride.Hosting;

/// <summary>The metrics of requests.</summary>
internal static class RequestMetrics
{
    private static readonly Meter s_meter = new("MLNet.Ride");

    private static readonly Histogram<double> s_duration = s_meter.CreateHistogram<double>(
        "ride.request.duration", "s", "Time from a request to its answer, with the wait for a batch. Refused and failed requests have the tag error.type.");

    /// <summary>Measures a request.</summary>
    /// <param name="model">Name of the model; empty for the default one.</param>
    /// <param name="answer">Answers the request.</param>
    public static async Task<RidePrediction> MeasureAsync(string model, Func<Task<RidePrediction>> answer)
    {
        long start = Stopwatch.GetTimestamp();
        try
        {
            RidePrediction prediction = await answer().ConfigureAwait(false);
            Record(start, model, null);
            return prediction;
        }
        catch (Exception error)
        {
            Record(start, model, error);
            throw;
        }
    }

    private static void Record(long start, string model, Exception? error)
    {
        var tags = new TagList { { "ride.model", model } };
        if (error is not null)
        {
            tags.Add("error.type", error.GetType().FullName);
        }

        s_duration.Record(Stopwatch.GetElapsedTime(start).TotalSeconds, tags);
    }
}
