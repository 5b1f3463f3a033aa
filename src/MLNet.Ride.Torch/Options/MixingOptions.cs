namespace MLNet.Ride.Torch.Options;

/// <summary>
/// Mixing of the images of stage one: each batch is mixed with other images, and every loss L is λ·L(z, y) + (1 − λ)·L(z, y_other). The
/// stages that come after it see images as they are.
/// </summary>
public sealed class MixingOptions
{
    /// <summary>
    /// Name of the method, one of <see cref="Mixing"/> or one that you added: <c>mixup</c> blends images of a batch, <c>cutmix</c> pastes a box of one
    /// into another, and <c>cmo</c> pastes a box of an image whose class is as likely as any other, so that rare classes appear before the
    /// backgrounds of frequent ones.
    /// </summary>
    /// <value>The default value is <c>none</c>.</value>
    public string Method { get; set; } = Mixing.None;

    /// <summary>α of Beta(α, α), from which λ is drawn, 0.01 to 100; <see langword="null"/> takes what the method was published with.</summary>
    /// <value>The default value is <see langword="null"/>: 0.4 for <c>mixup</c>, 1 for <c>cutmix</c> and <c>cmo</c>.</value>
    public double? Alpha { get; set; }

    /// <summary>Probability that a batch is mixed, above 0 and at most 1; <see langword="null"/> takes what the method was published with.</summary>
    /// <value>The default value is <see langword="null"/>: 1 for <c>mixup</c>, 0.5 for <c>cutmix</c> and <c>cmo</c>.</value>
    public double? Probability { get; set; }

    /// <summary>Number of epochs at the start without mixing, at least 0; <see langword="null"/> takes what the method was published with.</summary>
    /// <value>The default value is <see langword="null"/>: 2 % of the epochs for <c>cmo</c>, else none.</value>
    public int? UnmixedEpochsAtStart { get; set; }

    /// <summary>Number of epochs at the end without mixing, at least 0; <see langword="null"/> takes what the method was published with.</summary>
    /// <value>The default value is <see langword="null"/>: 1.5 % of the epochs for <c>cmo</c>, else none.</value>
    public int? UnmixedEpochsAtEnd { get; set; }

    internal MixingOptions Copy() => (MixingOptions)MemberwiseClone();

    internal void Validate()
    {
        OptionCheck.InRange(Alpha ?? 1, 0.01, 100, "Mixing.Alpha");
        OptionCheck.InRange(Probability ?? 1, double.Epsilon, 1, "Mixing.Probability");
        OptionCheck.InRange(UnmixedEpochsAtStart ?? 0, 0, int.MaxValue, "Mixing.UnmixedEpochsAtStart");
        OptionCheck.InRange(UnmixedEpochsAtEnd ?? 0, 0, int.MaxValue, "Mixing.UnmixedEpochsAtEnd");
    }
}
