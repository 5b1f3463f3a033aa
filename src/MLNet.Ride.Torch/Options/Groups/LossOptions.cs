using System.ComponentModel.DataAnnotations;

namespace MLNet.Ride.Torch.Options;

/// <summary>The loss of stage one: classification per expert, deferred reweighting, and distribution-aware diversity.</summary>
public sealed class LossOptions
{
    internal const double DefaultBeta = 0.9999;
    internal const double DefaultLambda = 2;
    internal const double DefaultMaxMargin = 0.5;

    /// <summary>Name of the classification loss: one of <see cref="Losses"/>, or one that you added.</summary>
    /// <value>The default value is <c>ldam</c>.</value>
    public string Classification { get; set; } = Losses.Ldam;

    /// <summary>Whether each expert learns from its own logits, all experts learn from their mean, or two learn from their sum on different images.</summary>
    /// <value>The default value is <see cref="ExpertObjective.Individual"/>.</value>
    public ExpertObjective Objective { get; set; } = ExpertObjective.Individual;

    /// <summary>Focusing parameter γ of <c>focal</c> and <c>class-balanced-focal</c>, between 0 and 10; 0 is cross-entropy.</summary>
    /// <value>The default value is 1.</value>
    [Range(0.0, 10)]
    public double Gamma { get; set; } = 1;

    /// <summary>
    /// β of the effective number of samples, at least 0 and below 1, used by <see cref="DeferredReweighting"/>, <c>class-balanced</c>, and
    /// <c>class-balanced-focal</c>; 0 gives equal weights.
    /// </summary>
    /// <value>The default value is 0.9999.</value>
    [Range(0.0, 1, MaximumIsExclusive = true)]
    public double Beta { get; set; } = DefaultBeta;

    /// <summary>
    /// τ of <c>logit-adjustment</c>, between 0 and 10; 0 is cross-entropy, 1 is balanced softmax. In <c>balpoe</c>, it is the mean of the experts' τ_k, which
    /// are spaced evenly from 0 to 2τ.
    /// </summary>
    /// <value>The default value is 1.</value>
    [Range(0.0, 10)]
    public double Tau { get; set; } = 1;

    /// <summary>
    /// τ_k of each expert of <c>balpoe</c>, each between -10 and 10, in place of those that <see cref="Tau"/> spaces evenly; <see langword="null"/> for these.
    /// For uniform class frequencies, their mean is 1.
    /// </summary>
    /// <value>The default value is <see langword="null"/>. Published for iNaturalist 2018: −1, 1, 3.</value>
    [Range(-10.0, 10)]
    public IReadOnlyList<double>? Taus { get; set; }

    /// <summary>λ of <c>sade</c>, between 0 and 10: how strongly the third expert inverts the class frequencies; 0 makes it equal to the second.</summary>
    /// <value>The default value is 2.</value>
    [Range(0.0, 10)]
    public double Lambda { get; set; } = DefaultLambda;

    /// <summary>Largest margin m of <c>ldam</c>, that of the rarest class, above 0 and at most 10.</summary>
    /// <value>The default value is 0.5.</value>
    [Range(0.0, 10, MinimumIsExclusive = true)]
    public double MaxMargin { get; set; } = DefaultMaxMargin;

    /// <summary>
    /// Scale s of the margins of <c>ldam</c>, above 0 and at most 1000. The cosine classifier scales its logits by 30; with a scale of 30, margins are
    /// margins of cosines.
    /// </summary>
    /// <value>The default value is 30.</value>
    [Range(0.0, 1000, MinimumIsExclusive = true)]
    public double MarginScale { get; set; } = 30;

    /// <summary>
    /// Label smoothing ε of every loss that is a cross-entropy (all but <c>focal</c> and <c>class-balanced-focal</c>), at least 0 and below 1: the target is
    /// 1 − ε + ε/C for the true class and ε/C for the others.
    /// </summary>
    /// <value>The default value is 0.</value>
    [Range(0.0, 1, MaximumIsExclusive = true)]
    public double LabelSmoothing { get; set; }

    /// <summary>Whether the last epochs use class weights from the effective number of samples (deferred reweighting, DRW).</summary>
    /// <value>The default value is <see langword="true"/>.</value>
    public bool DeferredReweighting { get; set; } = true;

    /// <summary>
    /// Epoch E_rw, at least 0, after which class weights, diversity temperatures, and deferred resampling start; <see langword="null"/> for 80% of the
    /// epochs.
    /// </summary>
    /// <value>The default value is <see langword="null"/>.</value>
    [Range(0, int.MaxValue)]
    public int? ReweightAfterEpoch { get; set; }

    /// <summary>Factor f of the diversity term, between -10 and 10; a negative factor pushes the experts apart.</summary>
    /// <value>The default value is −0.45.</value>
    [Range(-10.0, 10)]
    public double DiversityFactor { get; set; } = -0.45;

    /// <summary>Strength g with which the diversity temperature follows the class frequency, at least 0 and below 1.</summary>
    /// <value>The default value is 0.05.</value>
    [Range(0.0, 1, MaximumIsExclusive = true)]
    public double DiversityReweighting { get; set; } = 0.05;

    internal int ReweightAfter(int epochs) => ReweightAfterEpoch ?? (int)(0.8 * epochs);

    internal LossOptions Copy()
    {
        var copy = (LossOptions)MemberwiseClone();
        copy.Taus = Taus?.ToArray();
        return copy;
    }
}
