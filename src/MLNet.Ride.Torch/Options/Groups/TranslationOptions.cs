using System.ComponentModel.DataAnnotations;

namespace MLNet.Ride.Torch.Options;

/// <summary>
/// Major-to-minor translation (M2m): a network that is trained first, in a stage <c>translator</c>, turns images of frequent classes into images of rare ones, which
/// take the place of repeated images in the last epochs of stage one, after E_rw (<see cref="LossOptions.ReweightAfterEpoch"/>). Use it with
/// <see cref="SamplingOptions.DeferredResampling"/>.
/// </summary>
/// <remarks>
/// Kim, Jeong, and Shin, "M2m: Imbalanced Classification via Major-to-minor Translation", CVPR 2020. An image of class k is replaced with probability 1 − N_k/N_1. A
/// seed image of a class k₀ with more images is drawn from the batch with probabilities ∝ 1 − β^(N_k₀ − N_k), and changed by gradient steps of
/// CE(g(x), k) + λ·f_k₀(x), with the translator g and the network f being trained. The result is used with probability 1 − β^(N_k₀ − N_k), and if g gives class k a
/// probability of at least γ.
/// </remarks>
public sealed class TranslationOptions
{
    /// <summary>Whether images are translated. If not, leave the other settings at their defaults.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool Enabled { get; set; }

    /// <summary>Least probability γ, between 0 and 1, that the translator must give to the rare class.</summary>
    /// <value>The default value is 0.9, as published.</value>
    [Range(0.0, 1)]
    public double Confidence { get; set; } = 0.9;

    /// <summary>Weight λ, between 0 and 100, of the logit of the frequent class in the network being trained, which the steps lower.</summary>
    /// <value>The default value is 0.5, as published.</value>
    [Range(0.0, 100)]
    public double Lambda { get; set; } = 0.5;

    /// <summary>β of the probabilities, at least 0 and below 1: the higher, the larger the difference in frequency that a translation needs.</summary>
    /// <value>The default value is 0.999, as published.</value>
    [Range(0.0, 1, MaximumIsExclusive = true)]
    public double Beta { get; set; } = 0.999;

    /// <summary>Length of a gradient step, above 0 and at most 100: the L2 norm of the change of all pixels, which are from 0 to 1.</summary>
    /// <value>The default value is 0.1, as published.</value>
    [Range(0.0, 100, MinimumIsExclusive = true)]
    public double StepSize { get; set; } = 0.1;

    /// <summary>Number of gradient steps, between 1 and 1000.</summary>
    /// <value>The default value is 10, as published.</value>
    [Range(1, 1000)]
    public int Steps { get; set; } = 10;

    internal TranslationOptions Copy() => (TranslationOptions)MemberwiseClone();

    internal void CheckTogether()
    {
        if (!Enabled)
        {
            OptionCheck.SwitchedOff(this, "Translation", nameof(Enabled), "true");
        }
    }
}
