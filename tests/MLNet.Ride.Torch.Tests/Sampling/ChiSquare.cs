namespace MLNet.Ride.Torch.Tests.Sampling;

internal static class ChiSquare
{
    /// <summary>Σ (observed − expected)² / expected against a uniform distribution.</summary>
    public static double Uniform(IReadOnlyCollection<int> observed)
        => Against(observed, [.. Enumerable.Repeat(1.0 / observed.Count, observed.Count)]);

    /// <summary>Σ (observed − expected)² / expected against probabilities above 0.</summary>
    public static double Against(IReadOnlyCollection<int> observed, IReadOnlyList<double> probabilities)
    {
        double total = observed.Sum();
        return Statistic(observed, [.. probabilities.Select(p => p * total)]);
    }

    /// <summary>Σ (observed − expected)² / expected.</summary>
    public static double Statistic(IReadOnlyCollection<int> observed, IReadOnlyList<double> expected)
        => observed.Zip(expected, (count, mean) => Math.Pow(count - mean, 2) / mean).Sum();

    /// <summary>99.9 % quantile (Wilson and Hilferty's approximation).</summary>
    public static double Critical999(int degreesOfFreedom)
    {
        double spread = 2.0 / (9 * degreesOfFreedom);
        return degreesOfFreedom * Math.Pow(1 - spread + (3.09 * Math.Sqrt(spread)), 3);
    }
}
