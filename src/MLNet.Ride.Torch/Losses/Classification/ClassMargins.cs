using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Torch.Losses.Classification;

/// <summary>Margins of the classes in a loss.</summary>
internal static class ClassMargins
{
    /// <summary>Label-distribution-aware margins: m_c ∝ n_c^(−1/4), scaled to a maximum of <paramref name="maxMargin"/>.</summary>
    /// <param name="counts">Number of training images n_c of each class, each at least 1.</param>
    /// <param name="maxMargin">Largest margin, above 0.</param>
    /// <returns>One margin per class.</returns>
    /// <exception cref="ArgumentException">A class has no images, or the largest margin is out of range.</exception>
    /// <remarks>Cao et al., "Learning imbalanced datasets with label-distribution-aware margin loss", NeurIPS 2019, equation 12.</remarks>
    public static double[] Ldam(IReadOnlyList<int> counts, double maxMargin = LossOptions.DefaultMaxMargin)
    {
        ClassCountCheck.AllPresent(counts);
        OptionCheck.InRange(maxMargin, double.Epsilon, double.MaxValue, nameof(maxMargin));
        double[] margins = [.. counts.Select(count => Math.Pow(count, -0.25))];
        double scale = maxMargin / margins.Max();
        return [.. margins.Select(margin => margin * scale)];
    }

    /// <summary>Logit adjustment: τ·log π_c, added to the logits of all classes; negative for all, and lowest for the rarest.</summary>
    /// <param name="counts">Number of training images n_c = π_c·N of each class, each at least 1.</param>
    /// <param name="tau">Strength τ; 1 is balanced softmax, 0 no adjustment.</param>
    /// <returns>One offset per class.</returns>
    /// <exception cref="ArgumentException">A class has no images, or τ is not a number.</exception>
    /// <remarks>Menon et al., "Long-tail learning via logit adjustment", ICLR 2021, equation 10.</remarks>
    public static double[] LogitAdjustment(IReadOnlyList<int> counts, double tau = 1)
    {
        ClassCountCheck.AllPresent(counts);
        OptionCheck.InRange(tau, -double.MaxValue, double.MaxValue, nameof(tau));
        double total = counts.Sum(count => (double)count);
        return [.. counts.Select(count => tau * Math.Log(count / total))];
    }

    /// <summary>
    /// Offsets of SADE's third expert: log π_c − λ·log π̄_c, where π̄ has the frequencies in reverse order, the highest for the rarest
    /// class. Classes of equal frequency share the geometric mean of their values.
    /// </summary>
    /// <param name="counts">Number of training images n_c = π_c·N of each class, each at least 1.</param>
    /// <param name="lambda">Strength λ; 0 is balanced softmax.</param>
    /// <returns>One offset per class.</returns>
    /// <exception cref="ArgumentException">A class has no images, or λ is not a number.</exception>
    /// <remarks>Zhang et al., "Self-supervised aggregation of diverse experts for test-agnostic long-tailed recognition", NeurIPS 2022, equation 4.</remarks>
    public static double[] InverseLogitAdjustment(IReadOnlyList<int> counts, double lambda = LossOptions.DefaultLambda)
    {
        double[] logs = LogitAdjustment(counts);
        OptionCheck.InRange(lambda, -double.MaxValue, double.MaxValue, nameof(lambda));
        double[] ascending = [.. logs.Order()];
        return [.. logs.Select(log =>
        {
            int first = Array.IndexOf(ascending, log);
            int count = Array.LastIndexOf(ascending, log) - first + 1;
            return log - (lambda * ascending.AsSpan(ascending.Length - first - count, count).ToArray().Average());
        })];
    }
}
