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

    /// <summary>Logarithm of a probability; an underflowed probability counts as the smallest single-precision number.</summary>
    public static double Log(float probability) => Math.Log(Math.Max(probability, float.Epsilon));

    /// <summary>Scales the probabilities of one example. The most probable class stays the same.</summary>
    public static void Apply(Span<float> probabilities, double temperature)
    {
        int best = ScoreOrder.Best(probabilities);
        if (best < 0)
        {
            return;
        }

        double largest = Log(probabilities[best]);
        double sum = 0;
        foreach (float p in probabilities)
        {
            sum += Math.Exp((Log(p) - largest) / temperature);
        }

        for (int c = 0; c < probabilities.Length; c++)
        {
            probabilities[c] = (float)(Math.Exp((Log(probabilities[c]) - largest) / temperature) / sum);
        }

        // Rounding may make an earlier class equal to it.
        int first = ScoreOrder.Best(probabilities);
        if (first != best)
        {
            probabilities[best] = MathF.BitIncrement(probabilities[first]);
        }
    }
}
