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
/// <param name="HardestNegative">
/// Mean over the examples of the largest probability of a wrong class (softmax of the hardest negative, as in RIDE), 0 to 1; high where classes are
/// confused. <see langword="null"/> if the scores are not probabilities in every row.
/// </param>
/// <param name="ExpertShares">
/// At index k − 1, the fraction of examples that used k experts, or <see langword="null"/> if the data does not contain it.
/// </param>
public sealed record BucketMetrics(
    [property: JsonRequired] double Accuracy,
    [property: JsonRequired] int ClassCount,
    [property: JsonRequired] long ExampleCount,
    double? MeanExpertsUsed,
    double? MeanMacs = null,
    double? HardestNegative = null,
    IReadOnlyList<double>? ExpertShares = null);
