using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Torch.Losses.Classification;

/// <summary>Weights of the classes in a loss.</summary>
internal static class ClassWeights
{
    /// <summary>Weights by the effective number of samples: w_c ∝ (1 − β)/(1 − β^n_c), scaled to sum to C.</summary>
    /// <param name="counts">Number of training images n_c of each class, each at least 1.</param>
    /// <param name="beta">β, at least 0 and below 1; 0 gives equal weights.</param>
    /// <returns>One weight per class.</returns>
    /// <exception cref="ArgumentException">A class has no images, or β is out of range.</exception>
    /// <remarks>Cui et al., "Class-balanced loss based on effective number of samples", CVPR 2019, equation 2.</remarks>
    public static double[] EffectiveNumber(IReadOnlyList<int> counts, double beta = LossOptions.DefaultBeta)
    {
        ClassCountCheck.AllPresent(counts);
        OptionAnnotations.Check<LossOptions>(nameof(LossOptions.Beta), beta, nameof(beta));
        return Scaled([.. counts.Select(count => (1 - beta) / (1 - Math.Pow(beta, count)))]);
    }

    /// <summary>Weights by the inverse frequency: w_c ∝ n_c^(−p), scaled to sum to C.</summary>
    /// <param name="counts">Number of training images n_c of each class, each at least 1.</param>
    /// <param name="power">Power p, 0 to 1; 1 is the inverse frequency, ½ its square root, 0 gives equal weights.</param>
    /// <returns>One weight per class.</returns>
    /// <exception cref="ArgumentException">A class has no images, or p is out of range.</exception>
    public static double[] InversePower(IReadOnlyList<int> counts, double power)
    {
        ClassCountCheck.AllPresent(counts);
        OptionCheck.InRange(power, 0, 1, nameof(power));
        return Scaled([.. counts.Select(count => Math.Pow(count, -power))]);
    }

    private static double[] Scaled(double[] weights)
    {
        double factor = weights.Length / weights.Sum();
        return [.. weights.Select(weight => weight * factor)];
    }
}
