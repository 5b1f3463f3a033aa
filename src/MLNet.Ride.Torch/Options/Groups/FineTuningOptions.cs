using System.ComponentModel.DataAnnotations;

namespace MLNet.Ride.Torch.Options;

/// <summary>How stage one treats the layers below the classifiers when they have pretrained weights.</summary>
public sealed class FineTuningOptions
{
    /// <summary>
    /// Number of stages, at least 0, counted from the input, that keep their weights and running statistics: 1 is the stem with the first stage. With all stages of
    /// the backbone (4 of the networks for photos, 3 of those for small images, 1 of one that you added, unless it says otherwise), only the
    /// classifiers learn.
    /// </summary>
    /// <value>The default value is 0.</value>
    [Range(0, int.MaxValue)]
    public int FrozenStages { get; set; }

    /// <summary>
    /// Whether batch norm keeps its running statistics and uses them in all stages, as in scoring; its scales and shifts learn, except in frozen stages.
    /// </summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool FrozenBatchNorm { get; set; }

    /// <summary>Factor of the learning rate of all layers but the classifiers, above 0 and at most 1, such as 0.1.</summary>
    /// <value>The default value is 1.</value>
    [Range(0.0, 1, MinimumIsExclusive = true)]
    public double BackboneRate { get; set; } = 1;

    /// <summary>
    /// Number of epochs, at least 0, in which the classifiers learn alone before the whole network does: on features that are computed once, without random
    /// augmentation, in seconds. Classifiers that fit distort the features less (Kumar et al., "Fine-Tuning can Distort Pretrained Features and Underperform
    /// Out-of-Distribution", ICLR 2022), which helps classes with few images most.
    /// </summary>
    /// <value>The default value is 0.</value>
    [Range(0, int.MaxValue)]
    public int HeadEpochs { get; set; }

    internal bool IsSet => FrozenStages > 0 || FrozenBatchNorm || BackboneRate != 1 || HeadEpochs > 0;

    internal FineTuningOptions Copy() => (FineTuningOptions)MemberwiseClone();
}
