using System.Diagnostics;
using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Runtime;

namespace MLNet.Ride.Telemetry;

/// <summary>The activity of a call of <c>Fit</c>.</summary>
internal static class FitActivity
{
    /// <summary>Runs a training within an activity, which has the status <c>Error</c> if it fails.</summary>
    /// <param name="trainer">Name of the trainer.</param>
    /// <param name="fit">The training.</param>
    public static T Run<T>(string trainer, Func<T> fit)
    {
        using Activity? activity = Instrumentation.Activities.StartActivity($"{trainer}.Fit");
        try
        {
            return fit();
        }
        catch (Exception error)
        {
            activity?.SetStatus(ActivityStatusCode.Error, error.Message);
            throw;
        }
    }

    /// <summary>Adds to the current activity what is trained.</summary>
    public static void Describe(LabeledImages images, int experts, string device)
        => Activity.Current?.SetTag("ride.images", images.Count).SetTag("ride.classes", images.ClassCounts.Count).SetTag("ride.experts", experts).SetTag("ride.device", device);
}
