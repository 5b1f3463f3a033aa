using System.Text.Json.Serialization;

namespace MLNet.Ride.Evaluation;

/// <summary>An example that is taken for another class.</summary>
/// <param name="Row">Number of its row in the scored data, from 1.</param>
/// <param name="ImagePath">Path of its image, or <see langword="null"/> where the data do not tell it.</param>
/// <param name="Actual">Name of its class.</param>
/// <param name="Predicted">Name of the class that it is taken for.</param>
/// <param name="PredictedScore">Score of that class: the confidence, where scores are probabilities.</param>
/// <param name="ActualScore">Score of its own class, or <see langword="null"/> where it is not a finite number.</param>
/// <param name="Thumbnail">The image, small, as a data URI; <see langword="null"/> where there is none. It is not in a report's JSON.</param>
public sealed record Mistake(
    [property: JsonRequired] long Row,
    string? ImagePath,
    [property: JsonRequired] string Actual,
    [property: JsonRequired] string Predicted,
    [property: JsonRequired] double PredictedScore,
    double? ActualScore,
    [property: JsonIgnore] string? Thumbnail = null);
