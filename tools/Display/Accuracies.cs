using MLNet.Ride.Torch.Validation;

namespace MLNet.Ride.Display;

/// <summary>Accuracy on validation images in a few words.</summary>
internal static class Accuracies
{
    /// <summary>To follow other words; empty where there is no accuracy.</summary>
    public static string Describe(ValidationAccuracy? accuracy)
        => accuracy is null ? "" : $", validation {Percent(accuracy.Overall)} (many {Percent(accuracy.Many)}, medium {Percent(accuracy.Medium)}, few {Percent(accuracy.Few)})";

    private static string Percent(double? share) => share is { } value ? $"{100 * value:0.0}%" : "–";
}
