namespace MLNet.Ride.Torch.Options;

/// <summary>Which images stage one sees.</summary>
public sealed class SamplingOptions
{
    /// <summary>Name of the sampler, one of <see cref="Samplers"/> or one that you added.</summary>
    /// <value>The default value is <c>instance-balanced</c>: every image once.</value>
    public string Sampler { get; set; } = Samplers.InstanceBalanced;

    /// <summary>Power q of the sampler <c>power</c>, 0 to 1: class c is drawn with probability n_c^q / Σ n^q.</summary>
    /// <value>The default value is 0.5.</value>
    public double Power { get; set; } = 0.5;

    /// <summary>
    /// How many images an epoch draws. <see cref="EpochLength.LargestClass"/> needs a sampler that balances the classes, or
    /// <see cref="DeferredResampling"/>, before which the epochs are as long too.
    /// </summary>
    /// <value>The default value is <see cref="EpochLength.TrainingSet"/>.</value>
    public EpochLength EpochLength { get; set; }

    /// <summary>
    /// Whether class-balanced sampling takes over after epoch E_rw (DRS), which is <see cref="LossOptions.ReweightAfterEpoch"/>;
    /// in the place of <see cref="LossOptions.DeferredReweighting"/>.
    /// </summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool DeferredResampling { get; set; }

    internal SamplingOptions Copy() => (SamplingOptions)MemberwiseClone();

    internal void Validate()
    {
        OptionCheck.InRange(Power, 0, 1, "Sampling.Power");
        OptionCheck.Defined(EpochLength, "Sampling.EpochLength");
    }
}
