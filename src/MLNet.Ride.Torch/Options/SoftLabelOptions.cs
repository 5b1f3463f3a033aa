namespace MLNet.Ride.Torch.Options;

/// <summary>
/// Self-supervision to distillation (SSD), a run of several stages. <c>features</c>: a network of its own learns the labels and
/// <see cref="RideOptions.SelfSupervision"/>. <c>soft-labels</c>: its classifiers are learned anew, balanced over the classes, on features that
/// stay. <c>experts</c>: the network of the run, from its own initial weights, has two classifiers for each expert: one learns
/// the labels and is dropped in the end, the other learns the soft labels of the first network, and predicts. Optional, by
/// <see cref="ClassifierOptions.Method"/>: learnable weight scaling of that one.
/// </summary>
/// <remarks>
/// Li, Wang, Wu, "Self Supervision to Distillation for Long-Tailed Visual Recognition", ICCV 2021. The loss of the third stage is
/// λ1·L(y, z_hard) + λ2·KD(ỹ, z_soft), KD = −T²·Σ ỹ·log softmax(z_soft/T), summed over the experts. All stages but
/// <c>soft-labels</c> and the weight scaling, which have the settings of <see cref="RideOptions.Classifier"/>, are trained with those of stage one.
/// </remarks>
public sealed class SoftLabelOptions
{
    private const double LargestWeight = 1000;

    /// <summary>Whether the run is of these stages; without them the other settings must be left at their defaults.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool Enabled { get; set; }

    /// <summary>
    /// How the classifiers that give the soft labels are learned anew: <c>lws</c> scales the classes, <c>crt</c> begins at random again. The rest of
    /// the settings is in <see cref="RideOptions.Classifier"/>.
    /// </summary>
    /// <value>The default value is <c>lws</c>, as in the published code.</value>
    public string ClassifierMethod { get; set; } = Classifiers.Lws;

    /// <summary>Temperature T, above 0 and at most 100, that divides the logits of both networks.</summary>
    /// <value>The default value is 2, as published.</value>
    public double Temperature { get; set; } = 2;

    /// <summary>Weight λ1 of the labels, 0 to 1,000.</summary>
    /// <value>The default value is 1, as published.</value>
    public double HardWeight { get; set; } = 1;

    /// <summary>Weight λ2 of the soft labels, above 0 and at most 1,000.</summary>
    /// <value>The default value is 1, as published.</value>
    public double SoftWeight { get; set; } = 1;

    internal SoftLabelOptions Copy() => (SoftLabelOptions)MemberwiseClone();

    internal void Validate()
    {
        OptionCheck.InRange(Temperature, double.Epsilon, 100, "SoftLabels.Temperature");
        OptionCheck.InRange(HardWeight, 0, LargestWeight, "SoftLabels.HardWeight");
        OptionCheck.InRange(SoftWeight, double.Epsilon, LargestWeight, "SoftLabels.SoftWeight");
        if (!Enabled)
        {
            OptionCheck.SwitchedOff(this, "SoftLabels", nameof(Enabled), "true");
        }
    }
}
