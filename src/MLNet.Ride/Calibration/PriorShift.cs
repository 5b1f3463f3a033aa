using MLNet.Ride.Evaluation;

namespace MLNet.Ride.Calibration;

/// <summary>Other class frequencies than those for which probabilities hold.</summary>
/// <remarks>
/// Saerens et al., "Adjusting the outputs of a classifier to new a priori probabilities: a simple procedure", Neural Computation 14, 2002,
/// equations 2.4 and 2.9; with τ, post-hoc logit adjustment (Menon et al., ICLR 2021, equation 9).
/// </remarks>
internal static class PriorShift
{
    private const int MostIterations = 1000;
    private const double Precision = 1e-6;
    private const double LeastFrequency = 1e-12;

    /// <summary>Offsets of the logits, log π_c − τ·log π'_c, with a mean of 0.</summary>
    /// <param name="assumed">Frequencies π' for which the probabilities hold, each above 0.</param>
    /// <param name="prior">Frequencies π of the images to be scored, each above 0; their sum does not matter.</param>
    /// <param name="tau">Strength τ with which π' is removed.</param>
    public static double[] Offsets(IReadOnlyList<double> assumed, IReadOnlyList<double> prior, double tau)
    {
        double[] offsets = [.. prior.Zip(assumed, (wanted, given) => Math.Log(wanted) - (tau * Math.Log(given)))];
        double mean = offsets.Average();
        return Array.ConvertAll(offsets, offset => offset - mean);
    }

    /// <summary>Estimates the frequencies by expectation maximization, which increases the likelihood of the examples in every iteration.</summary>
    /// <param name="probabilities">Probabilities of the C classes of each example, at least one.</param>
    /// <param name="assumed">Frequencies for which they hold, each above 0, with a sum of 1.</param>
    public static PriorEstimate Estimate(IReadOnlyList<float[]> probabilities, IReadOnlyList<double> assumed)
    {
        double[] prior = [.. assumed];
        for (int iteration = 1; ; iteration++)
        {
            double[] next = Step(probabilities, [.. prior.Zip(assumed, (now, given) => now / given)]);
            double change = next.Zip(prior, (after, before) => Math.Abs(after - before)).Max();
            prior = next;
            if (change <= Precision || iteration == MostIterations)
            {
                double[] positive = Array.ConvertAll(prior, share => Math.Max(share, LeastFrequency));
                double sum = positive.Sum();
                return new PriorEstimate(Array.ConvertAll(positive, share => share / sum), probabilities.Count, iteration);
            }
        }
    }

    // The mean of the posteriors under the present frequencies.
    private static double[] Step(IReadOnlyList<float[]> probabilities, double[] ratios)
    {
        var sums = new double[ratios.Length];
        foreach (float[] example in probabilities)
        {
            double total = 0;
            for (int c = 0; c < ratios.Length; c++)
            {
                total += example[c] * ratios[c];
            }

            for (int c = 0; total > 0 && c < ratios.Length; c++)
            {
                sums[c] += example[c] * ratios[c] / total;
            }
        }

        double all = sums.Sum();
        return Array.ConvertAll(sums, sum => sum / all);
    }
}
