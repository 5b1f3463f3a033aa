
namespace MLNet.Ride.Torch.Batches.Mixing;

/// <summary>
/// Draws from the symmetric Beta(α, α) distribution: g₁ / (g₁ + g₂) for g ~ Gamma(α), computed in logarithms, so that a small α does not
/// underflow.
/// </summary>
/// <remarks>
/// Marsaglia and Tsang, "A simple method for generating gamma variables", ACM TOMS 26 (2000): Gamma(α) = Gamma(α + 1)·U^(1/α).
/// </remarks>
internal static class BetaDistribution
{
    public static double Draw(Random random, double alpha)
    {
        double first = LogGamma(random, alpha);
        double second = LogGamma(random, alpha);
        return 1 / (1 + Math.Exp(second - first));
    }

    private static double LogGamma(Random random, double alpha)
    {
        double d = alpha + 1 - (1.0 / 3);
        double c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double normal = Normal(random);
            double v = Math.Pow(1 + (c * normal), 3);
            if (v > 0 && Math.Log(1 - random.NextDouble()) < (0.5 * normal * normal) + (d * (1 - v + Math.Log(v))))
            {
                return Math.Log(d * v) + (Math.Log(1 - random.NextDouble()) / alpha);
            }
        }
    }

    // Box–Muller transform.
    private static double Normal(Random random)
        => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
