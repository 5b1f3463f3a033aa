namespace MLNet.Ride.Torch;

/// <summary>The loss of stage one: classification per expert, deferred reweighting and distribution-aware diversity.</summary>
public sealed class LossOptions
{
    /// <summary>Name of the classification loss of each expert, one of <see cref="Losses.ClassificationLosses.Names"/>.</summary>
    /// <value>The default value is <c>ldam</c>.</value>
    public string Classification { get; set; } = "ldam";

    /// <summary>Whether class weights from the effective number of samples are used in the last epochs (DRW).</summary>
    /// <value>The default value is <see langword="true"/>.</value>
    public bool DeferredReweighting { get; set; } = true;

    /// <summary>
    /// Number of epochs E_rw after which class weights and diversity temperatures act, at least 0;
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
        OptionCheck.Known(Classification, Losses.ClassificationLosses.Names, "Loss.Classification");
        OptionCheck.InRange(ReweightAfterEpoch ?? 0, 0, int.MaxValue, "Loss.ReweightAfterEpoch");
        OptionCheck.InRange(DiversityFactor, -10, 10, "Loss.DiversityFactor");
        OptionCheck.InRange(DiversityReweighting, 0, 0.999999, "Loss.DiversityReweighting");
    }
}
