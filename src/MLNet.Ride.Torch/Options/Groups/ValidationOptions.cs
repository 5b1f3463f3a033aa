using System.ComponentModel.DataAnnotations;

namespace MLNet.Ride.Torch.Options;

/// <summary>Validation during training, on images held out of the training images or on a separate set.</summary>
public sealed class ValidationOptions
{
    /// <summary>
    /// Fraction of each class's training images that is held out, between 0 and 0.5, rounded; every class keeps at least one. 0 holds out none.
    /// The seed determines the selection.
    /// </summary>
    /// <value>The default value is 0.</value>
    [Range(0.0, 0.5)]
    public double Fraction { get; set; }

    /// <summary>Number of epochs between evaluations, at least 1; the last epoch of each stage is always evaluated.</summary>
    /// <value>The default value is 1.</value>
    [Range(1, int.MaxValue)]
    public int EveryEpochs { get; set; } = 1;

    /// <summary>Metric that determines the best epoch.</summary>
    /// <value>The default value is <see cref="ValidationMetric.Overall"/>.</value>
    public ValidationMetric Metric { get; set; } = ValidationMetric.Overall;

    /// <summary>Epoch whose weights are kept. The routing stage always keeps its last: accuracy alone would favor routers that use every expert.</summary>
    /// <value>The default value is <see cref="KeptEpoch.Last"/>.</value>
    public KeptEpoch Keep { get; set; } = KeptEpoch.Last;

    /// <summary>
    /// Number of consecutive evaluations without improvement, at least 1, after which a stage stops early; <see langword="null"/> for no early stopping.
    /// The routing stage does not stop early.
    /// </summary>
    /// <value>The default value is <see langword="null"/>.</value>
    [Range(1, int.MaxValue)]
    public int? Patience { get; set; }

    internal bool NeedsImages => Keep == KeptEpoch.Best || Patience is not null;

    internal ValidationOptions Copy() => (ValidationOptions)MemberwiseClone();
}
