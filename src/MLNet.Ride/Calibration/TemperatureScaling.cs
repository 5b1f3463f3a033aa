using MLNet.Ride.Evaluation.Evaluators;

namespace MLNet.Ride.Calibration;

/// <summary>
/// Divides logits by a temperature (Guo et al., "On Calibration of Modern Neural Networks", ICML 2017, section 4.2). softmax(z/T) = p^(1/T)
/// / Σ p^(1/T) with p = softmax(z), so probabilities are sufficient.
/// </summary>
internal static class TemperatureScaling
{
    public const double LeastTemperature = 0.01;
    public const double LargestTemperature = 100;

    /// <summary>Largest absolute offset of a class.</summary>
    public const int LargestOffset = 1000;

    /// <summary>Logarithm of a probability; an underflowed probability counts as the smallest single-precision number.</summary>
    public static double Log(float probability) => Math.Log(Math.Max(probability, float.Epsilon));

    /// <summary>Changes the probabilities of one example to softmax(z/T + b). Without offsets, the most probable class stays the same.</summary>
    /// <param name="probabilities">The probabilities.</param>
    /// <param name="temperature">T, above 0.</param>
    /// <param name="offsets">Offset b of each class; null for none.</param>
    public static void Apply(Span<float> probabilities, double temperature, IReadOnlyList<double>? offsets = null)
    {
        if (ScoreOrder.Best(probabilities) < 0)
        {
            return;
        }

        var logits = new double[probabilities.Length];
        for (int c = 0; c < logits.Length; c++)
        {
            logits[c] = (Log(probabilities[c]) / temperature) + (offsets?[c] ?? 0);
        }

        double largest = logits.Max();
        int best = Array.IndexOf(logits, largest);
        double sum = logits.Sum(logit => Math.Exp(logit - largest));
        for (int c = 0; c < logits.Length; c++)
        {
            probabilities[c] = (float)(Math.Exp(logits[c] - largest) / sum);
        }

        // Rounding may make an earlier class equal to it.
        int first = ScoreOrder.Best(probabilities);
        if (first != best)
        {
            probabilities[best] = MathF.BitIncrement(probabilities[first]);
        }
    }
}
