using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Torch.Losses.Classification;

/// <summary>
/// A balanced product of experts: CE(z^k + τ_k·log π, y) with τ_k spaced evenly from 0 to 2τ. Their mean is τ, so that with τ = 1 the mean
/// logits are calibrated for uniform class frequencies, for any number of experts; three experts have 0, 1 and 2, a single one 1. A list of τ_k
/// replaces the even spacing.
/// </summary>
/// <remarks>Aimar et al., "Balanced product of calibrated experts for long-tailed recognition", CVPR 2023, sections 3.2 and 3.3.</remarks>
internal static class BalPoELoss
{
    /// <param name="options">τ, or the τ_k of all experts, and label smoothing.</param>
    /// <param name="counts">Training images of each class.</param>
    /// <param name="expert">Index of the expert, from 0.</param>
    /// <param name="expertCount">Number of experts K.</param>
    public static ClassificationLoss Of(LossOptions options, IReadOnlyList<int> counts, int expert, int expertCount)
        => new LogitAdjustedLoss(
            ClassMargins.LogitAdjustment(counts, options.Taus?[expert] ?? Spaced(options.Tau, expert, expertCount)), options.LabelSmoothing);

    private static double Spaced(double tau, int expert, int expertCount) => expertCount == 1 ? tau : 2 * tau * expert / (expertCount - 1);
}
