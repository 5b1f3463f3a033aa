
namespace MLNet.Ride.Torch.Options;

/// <summary>Validation while training: on images held out of the training images, or on a set of its own.</summary>
public sealed class ValidationOptions
{
    /// <summary>
    /// Share of each class's training images that is held out, 0 to 0.5, rounded; every class keeps at least one. 0 holds out none.
    /// Which ones follows from the seed.
    /// </summary>
    /// <value>The default value is 0.</value>
    public double Fraction { get; set; }

    /// <summary>Every so many epochs, at least 1, and after the last one of each stage, the model is evaluated.</summary>
    /// <value>The default value is 1.</value>
    public int EveryEpochs { get; set; } = 1;

    /// <summary>What makes one epoch better than another.</summary>
    /// <value>The default value is <see cref="ValidationMetric.Overall"/>.</value>
    public ValidationMetric Metric { get; set; } = ValidationMetric.Overall;

    /// <summary>Whose weights are kept. The routing stage always keeps its last: accuracy alone would favour routers that ask every expert.</summary>
    /// <value>The default value is <see cref="KeptEpoch.Last"/>.</value>
    public KeptEpoch Keep { get; set; } = KeptEpoch.Last;

    /// <summary>
    /// Number of evaluations in a row, at least 1, without a better one after which a stage ends early; <see langword="null"/> for never.
    /// The routing stage runs to its end.
    /// </summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public int? Patience { get; set; }

    internal bool NeedsImages => Keep == KeptEpoch.Best || Patience is not null;

    internal ValidationOptions Copy() => (ValidationOptions)MemberwiseClone();

    internal void Validate()
    {
        OptionCheck.InRange(Fraction, 0, 0.5, "Validation.Fraction");
        OptionCheck.InRange(EveryEpochs, 1, int.MaxValue, "Validation.EveryEpochs");
        OptionCheck.InRange(Patience ?? 1, 1, int.MaxValue, "Validation.Patience");
        OptionCheck.Defined(Metric, "Validation.Metric");
        OptionCheck.Defined(Keep, "Validation.Keep");
    }
}
