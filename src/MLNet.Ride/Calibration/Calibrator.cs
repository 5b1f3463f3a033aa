using MLNet.Ride.Evaluation;
using MLNet.Ride.Evaluation.Evaluators;

namespace MLNet.Ride.Calibration;

/// <summary>Fits a temperature to scored rows.</summary>
internal static class Calibrator
{
    /// <param name="rows">Rows scored by the model.</param>
    /// <param name="temperature">The temperature with which they were scored.</param>
    /// <param name="bins">Number of bins of the calibration error.</param>
    /// <exception cref="ArgumentException">There are no rows with a label, or scores that are not probabilities.</exception>
    public static CalibrationReport Fit(ScoredRows rows, double temperature, int bins)
    {
        var probabilities = new List<float[]>();
        var labels = new List<int>();
        foreach (ScoredRow row in rows.Read())
        {
            probabilities.Add([.. row.Scores]);
            labels.Add(row.Label);
        }

        if (labels.Count == 0)
        {
            throw rows.NoRows();
        }

        CalibrationMetrics before = Measure(probabilities, labels, bins) ?? throw new ArgumentException(
            $"Column '{rows.Score}' contains scores that are not probabilities and cannot be calibrated: the weights of the model may be damaged.");
        double fitted = TemperatureFit.Fit(
            probabilities, labels, TemperatureScaling.LeastTemperature / temperature, TemperatureScaling.LargestTemperature / temperature);
        probabilities.ForEach(p => TemperatureScaling.Apply(p, fitted));
        double total = Math.Clamp(fitted * temperature, TemperatureScaling.LeastTemperature, TemperatureScaling.LargestTemperature);
        return new CalibrationReport(total, labels.Count, before, Measure(probabilities, labels, bins)!);
    }

    private static CalibrationMetrics? Measure(List<float[]> probabilities, List<int> labels, int bins)
    {
        var tally = new CalibrationTally(bins);
        for (int i = 0; i < labels.Count; i++)
        {
            tally.Add(probabilities[i], labels[i], ScoreOrder.Best(probabilities[i]));
        }

        return tally.Metrics();
    }
}
