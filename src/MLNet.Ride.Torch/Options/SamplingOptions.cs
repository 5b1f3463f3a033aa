using MLNet.Ride.Torch.Losses.Classification;
using MLNet.Ride.Torch.Sampling;

namespace MLNet.Ride.Torch.Options;

/// <summary>Which images stage one sees.</summary>
public sealed class SamplingOptions
{
    /// <summary>Name of the sampler, one of <see cref="Samplers.Names"/>.</summary>
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

    internal void Validate(LossOptions loss)
    {
        OptionCheck.Known(Sampler, Samplers.Names, "Sampling.Sampler");
        OptionCheck.InRange(Power, 0, 1, "Sampling.Power");
        Samplers.CheckLength(EpochLength, Samplers.KeepsFrequencies(Sampler, Power) && !DeferredResampling, "Sampling");
        if (ClassificationLosses.DiffersByExpert(loss.Classification) && (DeferredResampling || Sampler != Samplers.InstanceBalanced))
        {
            throw new ArgumentException(
                $"The loss '{loss.Classification}' makes up for the class frequencies expert by expert, and resampling would do so again: "
                + $"set Sampling.Sampler = \"{Samplers.InstanceBalanced}\" and Sampling.DeferredResampling = false.",
                DeferredResampling ? "Sampling.DeferredResampling" : "Sampling.Sampler");
        }

        if (DeferredResampling && loss.DeferredReweighting)
        {
            throw new ArgumentException(
                "Sampling.DeferredResampling and Loss.DeferredReweighting would both make up for the class frequencies after the same epoch: "
                + "set one of them to false.",
                "Sampling.DeferredResampling");
        }

        if (DeferredResampling && Samplers.IsBalanced(Sampler, Power))
        {
            throw new ArgumentException(
                "Sampling.DeferredResampling changes to class-balanced sampling, which Sampling.Sampler has from the start: "
                + "set DeferredResampling = false or another Sampler.",
                "Sampling.DeferredResampling");
        }
    }
}
