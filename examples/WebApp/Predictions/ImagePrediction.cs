using System.Text.Json.Serialization;
using MLNet.Ride.Hosting;

namespace WebApp.Predictions;

/// <summary>The prediction for an image.</summary>
/// <param name="Classes">The most probable classes, by decreasing probability.</param>
/// <param name="ExpertsUsed">Number of experts used for the image.</param>
/// <param name="ExpertCount">Number of experts of the model.</param>
internal sealed record ImagePrediction(IReadOnlyList<PredictedClass> Classes, int ExpertsUsed, int ExpertCount)
{
    /// <summary>How strange the image is to the model; absent if the model does not measure it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public float? Novelty { get; init; }

    /// <summary>Whether the image is of one of the classes; absent if the model does not tell.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? IsKnown { get; init; }

    public static ImagePrediction Of(RidePrediction prediction)
        => new(
            [.. prediction.Classes.Select(c => new PredictedClass(c.Name, c.Probability, prediction.Model.Network.TrainingCounts[(int)c.Key - 1]))],
            prediction.ExpertsUsed,
            prediction.Model.Network.ExpertCount)
        {
            Novelty = prediction.Novelty,
            IsKnown = prediction.IsKnown,
        };
}

/// <param name="Name">Name of the class.</param>
/// <param name="Probability">Probability of the class, 0 to 1.</param>
/// <param name="TrainingImages">Number of training images of the class.</param>
internal sealed record PredictedClass(string Name, float Probability, int TrainingImages);
