namespace MLNet.Ride.Evaluation;

/// <summary>The result of calibrating a model.</summary>
/// <param name="Temperature">Temperature T by which the logits are divided, 0.01 to 100; above 1 if the model was overconfident.</param>
/// <param name="ExampleCount">Number of examples used for fitting.</param>
/// <param name="Before">Log-loss and calibration error on these examples before calibration.</param>
/// <param name="After">The same after calibration; slightly optimistic, because the temperature was fitted on these examples.</param>
public sealed record CalibrationReport(double Temperature, long ExampleCount, CalibrationMetrics Before, CalibrationMetrics After);
