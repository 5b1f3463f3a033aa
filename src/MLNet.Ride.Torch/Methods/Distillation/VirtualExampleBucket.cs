
namespace MLNet.Ride.Torch.Methods.Distillation;

/// <summary>Training images and virtual examples of the classes with many, medium or few training images.</summary>
/// <param name="ClassCount">Number of these classes, at least 1.</param>
/// <param name="TrainingImages">Mean number of training images per class.</param>
/// <param name="VirtualExamples">Mean number of virtual examples per class.</param>
public sealed record VirtualExampleBucket(int ClassCount, double TrainingImages, double VirtualExamples);
