namespace MLNet.Ride.Calibration;

/// <summary>Finds the temperature T that minimizes the log-loss on held-out examples.</summary>
/// <remarks>
/// In β = 1/T the loss, mean of log Σ_c exp(β·z_c) − β·z_y, is convex: its slope, mean of E_β[z] − z_y, grows with β. Its root is found by
/// Newton's method within shrinking bounds, with bisection if a step would leave them.
/// </remarks>
internal static class TemperatureFit
{
    private const int MostSteps = 100;
    private const double Precision = 1e-9;

    /// <param name="probabilities">Probabilities of the C classes of each example; logits are their logarithms.</param>
    /// <param name="labels">The true classes.</param>
    /// <param name="least">
    /// Smallest temperature; the result if the loss has no minimum above it, for example if all examples are classified correctly.
    /// </param>
    /// <param name="largest">Largest temperature; the result if scores are worse than chance.</param>
    public static double Fit(IReadOnlyList<float[]> probabilities, IReadOnlyList<int> labels, double least, double largest)
    {
        (double low, double high) = (1 / largest, 1 / least);
        if (Slope(probabilities, labels, low).First >= 0)
        {
            return largest;
        }

        if (Slope(probabilities, labels, high).First <= 0)
        {
            return least;
        }

        double beta = Math.Clamp(1, low, high);
        for (int step = 0; step < MostSteps; step++)
        {
            (double first, double second) = Slope(probabilities, labels, beta);
            (low, high) = first < 0 ? (beta, high) : (low, beta);
            double next = beta - (first / second);
            next = next > low && next < high ? next : (low + high) / 2;
            if (Math.Abs(next - beta) <= Precision * beta)
            {
                return 1 / next;
            }

            beta = next;
        }

        return 1 / beta;
    }

    /// <summary>First and second derivatives of the mean loss with respect to β.</summary>
    private static (double First, double Second) Slope(IReadOnlyList<float[]> probabilities, IReadOnlyList<int> labels, double beta)
    {
        var slopes = new (double First, double Second)[labels.Count];
        Parallel.For(0, slopes.Length, i => slopes[i] = Slope(probabilities[i], labels[i], beta));
        return (slopes.Average(s => s.First), slopes.Average(s => s.Second));
    }

    private static (double First, double Second) Slope(float[] probabilities, int label, double beta)
    {
        double largest = TemperatureScaling.Log(probabilities.Max());
        (double sum, double mean, double square) = (0, 0, 0);
        foreach (float p in probabilities)
        {
            double z = TemperatureScaling.Log(p) - largest;
            double weight = Math.Exp(beta * z);
            sum += weight;
            mean += weight * z;
            square += weight * z * z;
        }

        (mean, square) = (mean / sum, square / sum);
        return (mean - (TemperatureScaling.Log(probabilities[label]) - largest), square - (mean * mean));
    }
}
