using System.Text.Json.Serialization;

namespace MLNet.Ride.Evaluation;

/// <summary>How well a classifier does on a bucket of classes. Classes without examples are left out.</summary>
/// <param name="Accuracy">From 0 to 1: the mean of the classes' recalls, and for all classes together the share of examples classified correctly.</param>
/// <param name="ClassCount">Number of classes that have examples.</param>
/// <param name="ExampleCount">Number of examples of these classes.</param>
/// <param name="MeanExpertsUsed">Mean number of experts asked per example, or <see langword="null"/> if the data do not tell it.</param>
/// <param name="MeanMacs">Mean multiply-accumulate operations per example, or <see langword="null"/> if the network's cost is not known.</param>
public sealed record BucketMetrics(
    [property: JsonRequired] double Accuracy,
    [property: JsonRequired] int ClassCount,
    [property: JsonRequired] long ExampleCount,
    double? MeanExpertsUsed,
    double? MeanMacs = null);
