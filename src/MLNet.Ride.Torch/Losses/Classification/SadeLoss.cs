
namespace MLNet.Ride.Torch.Losses.Classification;

/// <summary>
/// The expertise-guided losses of SADE: CE(z, y) for the first expert, which favors the training frequencies; CE(z + log π, y) for the
/// second, which favors uniform frequencies; CE(z + log π − λ·log π̄, y) for the third, which favors reversed frequencies.
/// </summary>
/// <remarks>
/// Zhang et al., "Self-supervised aggregation of diverse experts for test-agnostic long-tailed recognition", NeurIPS 2022, equations 2 to 4.
/// </remarks>
internal static class SadeLoss
{
    public const int ExpertCount = 3;

    /// <param name="counts">Training images of each class.</param>
    /// <param name="lambda">Strength λ of the third expert.</param>
    /// <param name="smoothing">ε of label smoothing.</param>
    /// <param name="expert">Index of the expert, from 0.</param>
    public static ClassificationLoss Of(IReadOnlyList<int> counts, double lambda, double smoothing, int expert) => expert switch
    {
        0 => new CrossEntropyLoss(smoothing),
        1 => new LogitAdjustedLoss(ClassMargins.LogitAdjustment(counts), smoothing),
        _ => new LogitAdjustedLoss(ClassMargins.InverseLogitAdjustment(counts, lambda), smoothing),
    };
}
