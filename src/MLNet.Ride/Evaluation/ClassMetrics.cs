namespace MLNet.Ride.Evaluation;

/// <summary>How well a classifier does on one class.</summary>
/// <param name="Name">Name of the class; its number from 1 where classes have no names.</param>
/// <param name="TrainingCount">Number of its training images.</param>
/// <param name="ExampleCount">Number of its examples in the evaluated data.</param>
/// <param name="Recall">Share of its examples that are classified correctly, 0 to 1, or <see langword="null"/> if there are none.</param>
/// <param name="MeanExpertsUsed">Mean number of experts asked per example, or <see langword="null"/> if the data do not tell it.</param>
public sealed record ClassMetrics(string Name, int TrainingCount, long ExampleCount, double? Recall, double? MeanExpertsUsed);
