using System.Globalization;

namespace MLNet.Ride.Torch.Options;

/// <summary>The loss of stage one: classification per expert, deferred reweighting and distribution-aware diversity.</summary>
public sealed class LossOptions
{
    internal const double DefaultBeta = 0.9999;
    internal const double DefaultLambda = 2;
    internal const double DefaultMaxMargin = 0.5;

    /// <summary>Name of the classification loss, one of <see cref="Losses"/> or one that you added.</summary>
    /// <value>The default value is <c>ldam</c>.</value>
    public string Classification { get; set; } = Losses.Ldam;

    /// <summary>Whether each expert learns from its own logits or all from their mean; the mean goes with a <see cref="DiversityFactor"/> of 0.</summary>
    /// <value>The default value is <see cref="ExpertObjective.Individual"/>.</value>
    public ExpertObjective Objective { get; set; } = ExpertObjective.Individual;

    /// <summary>γ of <c>focal</c> and <c>class-balanced-focal</c>, 0 to 10; 0 is cross-entropy.</summary>
    /// <value>The default value is 1.</value>
    public double Gamma { get; set; } = 1;

    /// <summary>
    /// β of the effective number of samples, 0 to below 1, in <see cref="DeferredReweighting"/>, <c>class-balanced</c> and
    /// <c>class-balanced-focal</c>; 0 gives equal weights.
    /// </summary>
    /// <value>The default value is 0.9999.</value>
    public double Beta { get; set; } = DefaultBeta;

    /// <summary>
    /// τ of <c>logit-adjustment</c>, 0 to 10; 0 is cross-entropy, 1 balanced softmax. In <c>balpoe</c> it is the mean of the experts' τ_k, which
    /// go from 0 to 2τ.
    /// </summary>
    /// <value>The default value is 1.</value>
    public double Tau { get; set; } = 1;

    /// <summary>λ of <c>sade</c>, 0 to 10: how far the third expert turns the class frequencies round; 0 makes it like the second.</summary>
    /// <value>The default value is 2.</value>
    public double Lambda { get; set; } = DefaultLambda;

    /// <summary>The largest margin m of <c>ldam</c>, that of the rarest class, above 0 and at most 10.</summary>
    /// <value>The default value is 0.5.</value>
    public double MaxMargin { get; set; } = DefaultMaxMargin;

    /// <summary>
    /// Scale s of the margins of <c>ldam</c>, above 0 and at most 1,000. The cosine classifier scales its logits by 30, so that 30 makes the
    /// margins those of cosines.
    /// </summary>
    /// <value>The default value is 30.</value>
    public double MarginScale { get; set; } = 30;

    /// <summary>Whether class weights from the effective number of samples are used in the last epochs (DRW); with losses that have no class weights of their own.</summary>
    /// <value>The default value is <see langword="true"/>.</value>
    public bool DeferredReweighting { get; set; } = true;

    /// <summary>
    /// Number of epochs E_rw after which class weights, diversity temperatures and deferred resampling act, at least 0;
    /// <see langword="null"/> takes 80 % of the epochs.
    /// </summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public int? ReweightAfterEpoch { get; set; }

    /// <summary>Factor f of the diversity term, −10 to 10; below 0 pushes the experts apart.</summary>
    /// <value>The default value is −0.45.</value>
    public double DiversityFactor { get; set; } = -0.45;

    /// <summary>Strength g with which the diversity temperature follows the class frequency, 0 to below 1.</summary>
    /// <value>The default value is 0.05.</value>
    public double DiversityReweighting { get; set; } = 0.05;

    internal int ReweightAfter(int epochs) => ReweightAfterEpoch ?? (int)(0.8 * epochs);

    internal LossOptions Copy() => (LossOptions)MemberwiseClone();

    internal void Validate()
    {
        OptionCheck.Defined(Objective, "Loss.Objective");
        OptionCheck.InRange(Gamma, 0, 10, "Loss.Gamma");
        OptionCheck.InRange(Beta, 0, 1 - 1e-12, "Loss.Beta");
        OptionCheck.InRange(Tau, 0, 10, "Loss.Tau");
        OptionCheck.InRange(Lambda, 0, 10, "Loss.Lambda");
        OptionCheck.InRange(MaxMargin, double.Epsilon, 10, "Loss.MaxMargin");
        OptionCheck.InRange(MarginScale, double.Epsilon, 1000, "Loss.MarginScale");
        OptionCheck.InRange(ReweightAfterEpoch ?? 0, 0, int.MaxValue, "Loss.ReweightAfterEpoch");
        OptionCheck.InRange(DiversityFactor, -10, 10, "Loss.DiversityFactor");
        OptionCheck.InRange(DiversityReweighting, 0, 0.999999, "Loss.DiversityReweighting");
        if (Objective == ExpertObjective.Collaborative && DiversityFactor != 0)
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The collaborative loss trains the experts' mean and knows no diversity: set Loss.DiversityFactor = 0 (it is {DiversityFactor}) "
                    + $"or Loss.Objective = Individual."),
                "Loss.DiversityFactor");
        }
    }
}
