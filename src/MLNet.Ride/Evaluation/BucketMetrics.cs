using System.Text.Json.Serialization;

namespace MLNet.Ride.Evaluation;

/// <summary>Metrics of a classifier on a bucket of classes. Classes without examples are excluded.</summary>
/// <param name="Accuracy">
/// Mean recall of the classes, or, for all classes together, the fraction of examples classified correctly; 0 to 1.
/// </param>
/// <param name="ClassCount">Number of classes that have examples.</param>
/// <param name="ExampleCount">Number of examples of these classes.</param>
/// <param name="MeanExpertsUsed">
/// Mean number of experts used per example, or <see langword="null"/> if the data does not contain it.
/// </param>
/// <param name="MeanMacs">
/// Mean multiply-accumulate operations per example, or <see langword="null"/> if the network's cost is unknown.
/// </param>
public sealed record BucketMetrics(
    [property: JsonRequired] double Accuracy,
    [property: JsonRequired] int ClassCount,
    [property: JsonRequired] long ExampleCount,
    double? MeanExpertsUsed,
    double? MeanMacs = null);
