using System.Globalization;
using MLNet.Ride.Torch.Sampling;

namespace MLNet.Ride;

/// <summary>The probability of drawing each class, given its number of rows n_c.</summary>
/// <remarks>Kang et al., "Decoupling Representation and Classifier for Long-Tailed Recognition", ICLR 2020, section 3.1.</remarks>
public sealed class ClassSampling
{
    private readonly double? _power;

    private ClassSampling(double? power) => _power = power;

    /// <summary>p_c = n_c / Σ n: the frequencies of the data.</summary>
    public static ClassSampling InstanceBalanced { get; } = new(1);

    /// <summary>p_c = 1 / C: equal for all classes with rows.</summary>
    public static ClassSampling ClassBalanced { get; } = new(0);

    /// <summary>p_c = √n_c / Σ √n: in between.</summary>
    public static ClassSampling SquareRoot { get; } = new(0.5);

    /// <summary>
    /// (1 − t/T)·n_c / Σ n + (t/T) / C at epoch t of T: from nearly instance-balanced to class-balanced. It needs at least two epochs.
    /// </summary>
    public static ClassSampling ProgressivelyBalanced { get; } = new(null);

    /// <summary>p_c = n_c^q / Σ n^q.</summary>
    /// <param name="power">Power q, 0 (class-balanced) to 1 (instance-balanced).</param>
    /// <returns>The sampling.</returns>
    /// <exception cref="ArgumentOutOfRangeException">q is not between 0 and 1.</exception>
    public static ClassSampling Power(double power)
        => power is >= 0 and <= 1
            ? new ClassSampling(power)
            : throw new ArgumentOutOfRangeException(nameof(power), string.Create(CultureInfo.InvariantCulture, $"power must be between 0 (class-balanced) and 1 (instance-balanced), but is {power}."));

    /// <inheritdoc/>
    public override string ToString()
        => _power is { } q ? string.Create(CultureInfo.InvariantCulture, $"n^{q}") : "progressively balanced";

    /// <summary>The power q; <see langword="null"/> for progressively balanced sampling.</summary>
    internal double? Exponent => _power;

    internal static ClassSampling Of(double? power) => power is { } q ? Power(q) : ProgressivelyBalanced;

    internal double[] Probabilities(IReadOnlyList<int> counts, int epoch, int epochs)
        => _power is { } q ? ClassProbabilities.Power(counts, q) : ClassProbabilities.ProgressivelyBalanced(counts, epoch, epochs);
}
