using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Torch.Sampling;

/// <summary>Computes the probabilities with which classes are drawn.</summary>
/// <remarks>Kang et al., "Decoupling Representation and Classifier for Long-Tailed Recognition", ICLR 2020, section 3.1.</remarks>
internal static class ClassProbabilities
{
    /// <summary>
    /// p_c = n_c^q / Σ n^q: 1 is instance-balanced, 0 class-balanced, ½ square-root sampling; 0 for a class without images.
    /// </summary>
    /// <param name="counts">Number of images n_c of each class, at least 0, one of them above 0.</param>
    /// <param name="power">Power q, 0 to 1.</param>
    /// <returns>One probability per class; they sum to 1.</returns>
    /// <exception cref="ArgumentException">There are no images, a count is below 0, or q is out of range.</exception>
    public static double[] Power(IReadOnlyList<int> counts, double power)
    {
        Check(counts);
        OptionAnnotations.Check<SamplingOptions>(nameof(SamplingOptions.Power), power, nameof(power));
        double[] shares = [.. counts.Select(count => count == 0 ? 0 : Math.Pow(count, power))];
        double sum = shares.Sum();
        return [.. shares.Select(share => share / sum)];
    }

    /// <summary>Progressively balanced: (1 − t/T)·p_IB + (t/T)·p_CB, from nearly instance-balanced to class-balanced.</summary>
    /// <param name="counts">Number of images n_c of each class, at least 0, one of them above 0.</param>
    /// <param name="epoch">Epoch t, from 1; later epochs are like the last.</param>
    /// <param name="epochs">Number of epochs T, at least 1.</param>
    /// <returns>One probability per class; they sum to 1.</returns>
    /// <exception cref="ArgumentException">There are no images, a count is below 0, or an epoch is out of range.</exception>
    public static double[] ProgressivelyBalanced(IReadOnlyList<int> counts, int epoch, int epochs)
    {
        OptionCheck.InRange(epoch, 1, int.MaxValue, nameof(epoch));
        OptionCheck.InRange(epochs, 1, int.MaxValue, nameof(epochs));
        double progress = Math.Min(1, (double)epoch / epochs);
        return [.. Power(counts, 1).Zip(Power(counts, 0), (instance, balanced) => ((1 - progress) * instance) + (progress * balanced))];
    }

    /// <summary>p_c = (n_max/n_c) / Σ n_max/n: reversed; 0 for a class without images.</summary>
    /// <param name="counts">Number of images n_c of each class, at least 0, one of them above 0.</param>
    /// <returns>One probability per class; they sum to 1.</returns>
    /// <remarks>Zhou et al., "BBN: Bilateral-branch network with cumulative learning for long-tailed visual recognition", CVPR 2020, section 4.2.</remarks>
    /// <exception cref="ArgumentException">There are no images, or a count is below 0.</exception>
    public static double[] Reversed(IReadOnlyList<int> counts)
    {
        Check(counts);
        double most = counts.Max();
        double[] shares = [.. counts.Select(count => count == 0 ? 0 : most / count)];
        double sum = shares.Sum();
        return [.. shares.Select(share => share / sum)];
    }

    private static void Check(IReadOnlyList<int> counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        if (counts.Any(count => count < 0) || counts.All(count => count == 0))
        {
            throw new ArgumentException("The counts must be at least 0, and at least one class must have images.", nameof(counts));
        }
    }
}
