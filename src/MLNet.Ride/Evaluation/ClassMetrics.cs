using System.Text.Json.Serialization;

namespace MLNet.Ride.Evaluation;

/// <summary>How well a classifier does on one class. Of a class without examples nothing is told but the counts.</summary>
/// <param name="Name">Name of the class; its number from 1 where classes have no names.</param>
/// <param name="TrainingCount">Number of its training images.</param>
/// <param name="ExampleCount">Support: number of its examples in the evaluated data.</param>
/// <param name="PredictedCount">Number of examples that are classified as it.</param>
/// <param name="Precision">Share of those that are of it, 0 to 1; 0 where there are none.</param>
/// <param name="Recall">Share of its examples that are classified correctly, 0 to 1.</param>
/// <param name="F1">Harmonic mean of precision and recall, 2·TP / (2·TP + FP + FN); 0 where nothing is classified as it.</param>
/// <param name="MeanExpertsUsed">Mean number of experts asked per example, or <see langword="null"/> if the data do not tell it.</param>
public sealed record ClassMetrics(
    [property: JsonRequired] string Name,
    [property: JsonRequired] int TrainingCount,
    [property: JsonRequired] long ExampleCount,
    [property: JsonRequired] long PredictedCount,
    double? Precision,
    double? Recall,
    double? F1,
    double? MeanExpertsUsed);
