using MLNet.Ride.Torch.Training;

namespace MLNet.Ride.Display;

/// <summary>Describes the accuracy on validation images.</summary>
internal static class Accuracies
{
    /// <summary>Text to append to a line of progress; empty without an accuracy.</summary>
    public static string Describe(ValidationAccuracy? accuracy)
        => accuracy is null ? "" : $", validation {Percent(accuracy.Overall)} (many {Percent(accuracy.Many)}, medium {Percent(accuracy.Medium)}, few {Percent(accuracy.Few)})";

    private static string Percent(double? share) => share is { } value ? $"{100 * value:0.0}%" : "–";
}
