namespace MLNet.Ride.Torch.Tests.Reference;

/// <summary>Comparison with a tolerance relative to the value, or to the root mean square of all values where one is near 0.</summary>
internal static class Close
{
    public const double OneStep = 1e-4;
    public const double ThreeSteps = 1e-3;

    public static void Value(double expected, double actual, double tolerance, string what)
        => Assert.True(
            Math.Abs(actual - expected) <= tolerance * Math.Abs(expected), $"{what} should be {expected:R} within {tolerance}, but is {actual:R}.");

    public static void Values(IReadOnlyList<float> expected, IReadOnlyList<float> actual, double tolerance, string what)
    {
        Assert.True(expected.Count == actual.Count, $"{what} should have {expected.Count} values, but has {actual.Count}.");
        double scale = Math.Sqrt(expected.Average(value => (double)value * value));
        for (int i = 0; i < expected.Count; i++)
        {
            double error = Math.Abs(actual[i] - (double)expected[i]);
            Assert.True(
                error <= tolerance * Math.Max(Math.Abs(expected[i]), scale),
                $"{what}[{i}] should be {expected[i]:R} within {tolerance}, but is {actual[i]:R}.");
        }
    }
}
