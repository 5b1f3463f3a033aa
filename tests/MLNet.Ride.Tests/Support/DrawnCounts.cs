using MLNet.Ride.Torch.Tests.Sampling;

namespace MLNet.Ride.Tests.Support;

/// <summary>Pearson's test that counts were drawn with given expectations.</summary>
internal static class DrawnCounts
{
    /// <summary>Fails where so large a deviation has a chance of 1 in 1,000 or less.</summary>
    /// <param name="observed">Counts.</param>
    /// <param name="expected">What they should be on average.</param>
    /// <param name="variance">Variance of a count as a share of what independent draws have.</param>
    public static void Check(IReadOnlyList<int> observed, IReadOnlyList<double> expected, double variance = 1)
        => Assert.InRange(ChiSquare.Statistic(observed, expected) / variance, 0, ChiSquare.Critical999(observed.Count - 1));
}
