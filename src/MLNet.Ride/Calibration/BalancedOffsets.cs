using MLNet.Ride.Evaluation;
using MLNet.Ride.Evaluation.Evaluators;

namespace MLNet.Ride.Calibration;

/// <summary>Fits offsets of the classes to scored rows.</summary>
internal static class BalancedOffsets
{
    /// <param name="rows">Rows scored by the model.</param>
    /// <param name="present">The offsets with which they were scored.</param>
    /// <exception cref="ArgumentException">There are no rows with a label, or scores that are not numbers.</exception>
    public static ClassOffsetReport Fit(ScoredRows rows, IReadOnlyList<double> present)
    {
        var probabilities = new List<float[]>();
        var labels = new List<int>();
        foreach (ScoredRow row in rows.Read())
        {
            probabilities.Add(ScoreOrder.Best(row.Scores) >= 0 ? [.. row.Scores] : throw new ArgumentException(
                $"Column '{rows.Score}' contains scores that are not numbers: the weights of the model may be damaged."));
            labels.Add(row.Label);
        }

        if (labels.Count == 0)
        {
            throw rows.NoRows();
        }

        (double macroBefore, double microBefore) = Accuracies(probabilities, labels);
        double[] fitted = ClassOffsetFit.Fit(probabilities, labels);
        probabilities.ForEach(example => TemperatureScaling.Apply(example, 1, fitted));
        (double macro, double micro) = Accuracies(probabilities, labels);
        double[] offsets = [.. fitted.Zip(present, (more, now) => Math.Clamp(more + now, -TemperatureScaling.LargestOffset, TemperatureScaling.LargestOffset))];
        return new(offsets, labels.Count, macroBefore, macro, microBefore, micro);
    }

    private static (double Macro, double Micro) Accuracies(List<float[]> probabilities, List<int> labels)
    {
        (int Label, double Hit)[] hits = [.. labels.Zip(probabilities, (label, example) => (label, ScoreOrder.Best(example) == label ? 1.0 : 0))];
        return (hits.GroupBy(row => row.Label).Average(ofClass => ofClass.Average(row => row.Hit)), hits.Average(row => row.Hit));
    }
}
