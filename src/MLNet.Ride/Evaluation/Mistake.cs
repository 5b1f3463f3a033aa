using System.Text.Json.Serialization;

namespace MLNet.Ride.Evaluation;

/// <summary>An example that is mistaken for another class.</summary>
/// <param name="Row">Number of its row in the scored data, from 1.</param>
/// <param name="ImagePath">Path of its image, or <see langword="null"/> if unknown.</param>
/// <param name="Actual">Name of its class.</param>
/// <param name="Predicted">Name of the predicted class.</param>
/// <param name="PredictedScore">Score of the predicted class: the confidence, if scores are probabilities.</param>
/// <param name="ActualScore">Score of its own class, or <see langword="null"/> if it is not finite.</param>
/// <param name="Thumbnail">
/// Thumbnail of the image as a data URI; <see langword="null"/> if there is none. It is not included in a report's JSON.
/// </param>
/// <param name="Heat">
/// Thumbnail of where the model saw the predicted class (<see cref="RideTransformer.Explain"/>), as a data URI; <see langword="null"/> if there is none. It is
/// not included in a report's JSON.
/// </param>
public sealed record Mistake(
    [property: JsonRequired] long Row,
    string? ImagePath,
    [property: JsonRequired] string Actual,
    [property: JsonRequired] string Predicted,
    [property: JsonRequired] double PredictedScore,
    double? ActualScore,
    [property: JsonIgnore] string? Thumbnail = null,
    [property: JsonIgnore] string? Heat = null);
