using System.ComponentModel.DataAnnotations;

namespace MLNet.Ride.Torch.Options;

/// <summary>
/// Mixing of training images in stage one: each image of a batch is mixed with another, and every loss L becomes λ·L(z, y) + (1 − λ)·L(z, y_other).
/// Later stages use unmixed images.
/// </summary>
public sealed class MixingOptions
{
    /// <summary>
    /// Name of the method: one of <see cref="Mixing"/>, or one that you added. <c>mixup</c> blends two images, <c>cutmix</c> pastes a box of one
    /// into another, and <c>cmo</c> draws the pasted images class-balanced, so that rare classes appear on the backgrounds of frequent ones.
    /// </summary>
    /// <value>The default value is <c>none</c>.</value>
    public string Method { get; set; } = Mixing.None;

    /// <summary>α of the distribution Beta(α, α) that λ is drawn from, between 0.01 and 100; <see langword="null"/> for the published value.</summary>
    /// <value>The default value is <see langword="null"/>: 0.4 for <c>mixup</c>, 1 for <c>cutmix</c> and <c>cmo</c>.</value>
    [Range(0.01, 100)]
    public double? Alpha { get; set; }

    /// <summary>Probability that a batch is mixed, above 0 and at most 1; <see langword="null"/> for the published value.</summary>
    /// <value>The default value is <see langword="null"/>: 1 for <c>mixup</c>, 0.5 for <c>cutmix</c> and <c>cmo</c>.</value>
    [Range(0.0, 1, MinimumIsExclusive = true)]
    public double? Probability { get; set; }

    /// <summary>Number of unmixed epochs at the start, at least 0; <see langword="null"/> for the published value.</summary>
    /// <value>The default value is <see langword="null"/>: 2% of the epochs for <c>cmo</c>, 0 for other methods.</value>
    [Range(0, int.MaxValue)]
    public int? UnmixedEpochsAtStart { get; set; }

    /// <summary>Number of unmixed epochs at the end, at least 0; <see langword="null"/> for the published value.</summary>
    /// <value>The default value is <see langword="null"/>: 1.5% of the epochs for <c>cmo</c>, 0 for other methods.</value>
    [Range(0, int.MaxValue)]
    public int? UnmixedEpochsAtEnd { get; set; }

    internal MixingOptions Copy() => (MixingOptions)MemberwiseClone();
}
