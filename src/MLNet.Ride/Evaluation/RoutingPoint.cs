using System.Text.Json.Serialization;

namespace MLNet.Ride.Evaluation;

/// <summary>Accuracy and cost of a model at a routing threshold. Accuracies are shares, 0 to 1; <see langword="null"/> for a bucket without examples.</summary>
/// <param name="Threshold">Probability that a router must exceed for an image to go on to the next expert.</param>
/// <param name="ExpertsUsed">Mean number of experts used.</param>
/// <param name="Macs">Mean multiply-accumulates per image.</param>
/// <param name="Accuracy">Accuracy over all examples.</param>
/// <param name="Many">Accuracy over examples of many-shot classes.</param>
/// <param name="Medium">Accuracy over examples of medium-shot classes.</param>
/// <param name="Few">Accuracy over examples of few-shot classes.</param>
public sealed record RoutingPoint(
    [property: JsonRequired] double Threshold,
    [property: JsonRequired] double ExpertsUsed,
    [property: JsonRequired] double Macs,
    [property: JsonRequired] double Accuracy,
    double? Many,
    double? Medium,
    double? Few);
