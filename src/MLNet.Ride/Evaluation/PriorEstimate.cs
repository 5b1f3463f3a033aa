namespace MLNet.Ride.Evaluation;

/// <summary>Class frequencies estimated from unlabeled examples.</summary>
/// <param name="Prior">Frequency of each class, in key order, with a sum of 1.</param>
/// <param name="ExampleCount">Number of examples.</param>
/// <param name="Iterations">Number of iterations until they stayed the same.</param>
public sealed record PriorEstimate(IReadOnlyList<double> Prior, long ExampleCount, int Iterations);
