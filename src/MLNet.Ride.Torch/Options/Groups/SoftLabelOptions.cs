using System.ComponentModel.DataAnnotations;

namespace MLNet.Ride.Torch.Options;

/// <summary>
/// Self-supervision to distillation (SSD), in several stages. <c>features</c>: a separate network learns the labels and
/// <see cref="RideOptions.SelfSupervision"/>. <c>soft-labels</c>: its classifiers are re-trained, class-balanced, on frozen features.
/// <c>experts</c>: the network of the run, from its own initial weights, has two classifiers per expert: one learns the labels and is discarded at the end;
/// the other learns the soft labels of the first network and makes the predictions. Finally, <see cref="ClassifierOptions.Method"/> can rescale it
/// (learnable weight scaling).
/// </summary>
/// <remarks>
/// Li, Wang, Wu, "Self Supervision to Distillation for Long-Tailed Visual Recognition", ICCV 2021. The loss of the third stage is
/// λ1·L(y, z_hard) + λ2·KD(ỹ, z_soft), KD = −T²·Σ ỹ·log softmax(z_soft/T), summed over the experts. Stages that train classifiers only
/// (<c>soft-labels</c> and weight scaling) use the settings of <see cref="RideOptions.Classifier"/>; the others use those of stage one.
/// </remarks>
public sealed class SoftLabelOptions
{
    /// <summary>Whether the run has these stages. If not, leave the other settings at their defaults.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool Enabled { get; set; }

    /// <summary>
    /// Method that re-trains the classifiers that give the soft labels: <c>lws</c> rescales the classes, <c>crt</c> starts from random weights. Its other
    /// settings are in <see cref="RideOptions.Classifier"/>.
    /// </summary>
    /// <value>The default value is <c>lws</c>, as in the published code.</value>
    public string ClassifierMethod { get; set; } = Classifiers.Lws;

    /// <summary>Temperature T, above 0 and at most 100, that divides the logits of both networks.</summary>
    /// <value>The default value is 2, as published.</value>
    [Range(0.0, 100, MinimumIsExclusive = true)]
    public double Temperature { get; set; } = 2;

    /// <summary>Weight λ1 of the labels, between 0 and 1000.</summary>
    /// <value>The default value is 1, as published.</value>
    [Range(0.0, 1000)]
    public double HardWeight { get; set; } = 1;

    /// <summary>Weight λ2 of the soft labels, above 0 and at most 1000.</summary>
    /// <value>The default value is 1, as published.</value>
    [Range(0.0, 1000, MinimumIsExclusive = true)]
    public double SoftWeight { get; set; } = 1;

    internal SoftLabelOptions Copy() => (SoftLabelOptions)MemberwiseClone();

    internal void CheckTogether()
    {
        if (!Enabled)
        {
            OptionCheck.SwitchedOff(this, "SoftLabels", nameof(Enabled), "true");
        }
    }
}
