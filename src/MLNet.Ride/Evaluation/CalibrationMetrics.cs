using System.Text.Json.Serialization;

namespace MLNet.Ride.Evaluation;

/// <summary>The calibration of predicted probabilities.</summary>
/// <param name="LogLoss">Mean of −ln p of the true class, with p clipped to at least 10⁻¹⁵.</param>
/// <param name="ExpectedCalibrationError">ECE: Σ n_b/n·|accuracy_b − confidence_b| over the bins
/// (Guo et al., "On Calibration of Modern Neural Networks", ICML 2017, eq. 3), 0 to 1.</param>
/// <param name="Bins">The non-empty bins, from low to high confidence: a reliability diagram.</param>
public sealed record CalibrationMetrics(
    [property: JsonRequired] double LogLoss,
    [property: JsonRequired] double ExpectedCalibrationError,
    [property: JsonRequired] IReadOnlyList<ReliabilityBin> Bins);

/// <summary>Examples whose confidence, the largest of their probabilities, lies in (Lower, Upper].</summary>
/// <param name="Lower">Lower bound, exclusive except for 0.</param>
/// <param name="Upper">Upper bound, inclusive.</param>
/// <param name="ExampleCount">Number of examples, at least 1.</param>
/// <param name="Confidence">Their mean confidence.</param>
/// <param name="Accuracy">Fraction of them classified correctly.</param>
public sealed record ReliabilityBin(
    [property: JsonRequired] double Lower,
    [property: JsonRequired] double Upper,
    [property: JsonRequired] long ExampleCount,
    [property: JsonRequired] double Confidence,
    [property: JsonRequired] double Accuracy);
