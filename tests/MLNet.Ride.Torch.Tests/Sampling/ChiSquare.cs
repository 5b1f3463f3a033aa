namespace MLNet.Ride.Torch.Tests.Sampling;

internal static class ChiSquare
{
    /// <summary>Σ (observed − expected)² / expected against a uniform distribution.</summary>
    public static double Uniform(IReadOnlyCollection<int> observed)
    {
        double expected = observed.Average();
        return observed.Sum(count => (count - expected) * (count - expected) / expected);
    }

    /// <summary>99.9 % quantile (Wilson and Hilferty's approximation).</summary>
    public static double Critical999(int degreesOfFreedom)
    {
        double spread = 2.0 / (9 * degreesOfFreedom);
        return degreesOfFreedom * Math.Pow(1 - spread + (3.09 * Math.Sqrt(spread)), 3);
    }
}
