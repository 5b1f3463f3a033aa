using System.ComponentModel.DataAnnotations;

namespace MLNet.Ride.Torch.Options;

/// <summary>Which images an epoch of stage one shows.</summary>
public sealed class SamplingOptions
{
    /// <summary>Name of the sampler: one of <see cref="Samplers"/>, or one that you added.</summary>
    /// <value>The default value is <c>instance-balanced</c>: every image once.</value>
    public string Sampler { get; set; } = Samplers.InstanceBalanced;

    /// <summary>Power q of the sampler <c>power</c>, between 0 and 1: class c is drawn with probability n_c^q / Σ n^q.</summary>
    /// <value>The default value is 0.5.</value>
    [Range(0.0, 1)]
    public double Power { get; set; } = 0.5;

    /// <summary>Number of images in an epoch. <see cref="EpochLength.LargestClass"/> is meant for samplers that balance the classes.</summary>
    /// <value>The default value is <see cref="EpochLength.TrainingSet"/>.</value>
    public EpochLength EpochLength { get; set; }

    /// <summary>
    /// Whether sampling becomes class-balanced after epoch E_rw (deferred resampling, DRS), which is <see cref="LossOptions.ReweightAfterEpoch"/>.
    /// It usually replaces <see cref="LossOptions.DeferredReweighting"/>.
    /// </summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool DeferredResampling { get; set; }

    internal SamplingOptions Copy() => (SamplingOptions)MemberwiseClone();
}
