using System.Text.Json.Serialization;

namespace MLNet.Ride.Evaluation;

/// <summary>Metrics of a classifier on one class. Only the counts are set for a class without examples.</summary>
/// <param name="Name">Name of the class; its number from 1 if classes have no names.</param>
/// <param name="TrainingCount">Number of its training images.</param>
/// <param name="ExampleCount">Support: number of its examples in the evaluated data.</param>
/// <param name="PredictedCount">Number of examples predicted as this class.</param>
/// <param name="Precision">Fraction of those that belong to it, 0 to 1; 0 if there are none.</param>
/// <param name="Recall">Fraction of its examples classified correctly, 0 to 1.</param>
/// <param name="F1">Harmonic mean of precision and recall, 2·TP / (2·TP + FP + FN); 0 if no example is predicted as this class.</param>
/// <param name="MeanExpertsUsed">
/// Mean number of experts used per example, or <see langword="null"/> if the data does not contain it.
/// </param>
public sealed record ClassMetrics(
    [property: JsonRequired] string Name,
    [property: JsonRequired] int TrainingCount,
    [property: JsonRequired] long ExampleCount,
    [property: JsonRequired] long PredictedCount,
    double? Precision,
    double? Recall,
    double? F1,
    double? MeanExpertsUsed);
