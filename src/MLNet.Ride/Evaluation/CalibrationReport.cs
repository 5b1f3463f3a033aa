namespace MLNet.Ride.Evaluation;

/// <summary>What calibrating a model came to.</summary>
/// <param name="Temperature">Temperature T that the logits are divided by, 0.01 to 100: above 1 where the model was too sure of itself.</param>
/// <param name="ExampleCount">Number of examples it was fitted on.</param>
/// <param name="Before">Log-loss and calibration error on them before.</param>
/// <param name="After">The same after. It was fitted on these examples, so on others it will be a little worse.</param>
public sealed record CalibrationReport(double Temperature, long ExampleCount, CalibrationMetrics Before, CalibrationMetrics After);
