using MLNet.Ride.Torch.Losses.Classification;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Torch.Losses;

/// <summary>Temperatures of the diversity term, one per class.</summary>
internal static class DiversityTemperature
{
    /// <summary>T_c = v_c / max v with v_c = C·π_c·g + (1 − g): lower for rarer classes, so that their differences count more.</summary>
    /// <param name="counts">Number of training images n_c = π_c·N of each class, each at least 1.</param>
    /// <param name="reweighting">Strength g, 0 to below 1; 0 gives temperature 1 for all classes.</param>
    /// <returns>One temperature per class, above 0 and at most 1.</returns>
    /// <exception cref="ArgumentException">A class has no images, or g is out of range.</exception>
    /// <remarks>
    /// Wang et al., "Long-tailed recognition by routing diverse distribution-aware experts", ICLR 2021, section 3.1,
    /// normalized by the maximum as in the published code.
    /// </remarks>
    public static double[] Of(IReadOnlyList<int> counts, double reweighting)
    {
        ClassCountCheck.AllPresent(counts);
        OptionAnnotations.Check<LossOptions>(nameof(LossOptions.DiversityReweighting), reweighting, nameof(reweighting));
        double total = counts.Sum(count => (double)count);
        double[] values = [.. counts.Select(count => counts.Count * (count / total) * reweighting + 1 - reweighting)];
        double largest = values.Max();
        return [.. values.Select(value => value / largest)];
    }
}
