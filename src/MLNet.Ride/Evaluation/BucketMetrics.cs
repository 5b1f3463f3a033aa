namespace MLNet.Ride.Evaluation;

/// <summary>How well a classifier does on a bucket of classes. Classes without examples are left out.</summary>
/// <param name="Accuracy">From 0 to 1: the mean of the classes' recalls, and for all classes together the share of examples classified correctly.</param>
/// <param name="ClassCount">Number of classes that have examples.</param>
/// <param name="ExampleCount">Number of examples of these classes.</param>
/// <param name="MeanExpertsUsed">Mean number of experts asked per example, or <see langword="null"/> if the data do not tell it.</param>
public sealed record BucketMetrics(double Accuracy, int ClassCount, long ExampleCount, double? MeanExpertsUsed);
