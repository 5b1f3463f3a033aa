namespace MLNet.Ride.Tests.Support;

/// <summary>Pearson's test that counts were drawn with given expectations.</summary>
internal static class ChiSquare
{
    /// <summary>Fails where so large a deviation has a chance of 1 in 1,000 or less (Wilson and Hilferty's approximation).</summary>
    /// <param name="observed">Counts.</param>
    /// <param name="expected">What they should be on average.</param>
    /// <param name="variance">Variance of a count as a share of what independent draws have.</param>
    public static void Check(IReadOnlyList<int> observed, IReadOnlyList<double> expected, double variance = 1)
    {
        double statistic = observed.Zip(expected, (o, e) => (o - e) * (o - e) / (e * variance)).Sum();
        double freedom = observed.Count - 1;
        double root = 1 - (2 / (9 * freedom)) + (3.09 * Math.Sqrt(2 / (9 * freedom)));
        Assert.InRange(statistic, 0, freedom * root * root * root);
    }
}
