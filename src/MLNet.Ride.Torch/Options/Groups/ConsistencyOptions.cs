using System.ComponentModel.DataAnnotations;

namespace MLNet.Ride.Torch.Options;

/// <summary>
/// Consistency self-distillation (MDCS): a step sees a weakly and a strongly augmented view of each image. All experts learn the labels of both, and on the strong view
/// also what they predict for the weak one, where that is right. The weak view is that of <see cref="RideOptions.Augmentation"/>.
/// </summary>
/// <remarks>
/// Zhao et al., "MDCS: More Diverse Experts with Consistency Self-distillation for Long-tailed Recognition", ICCV 2023, section 3.3. Its experts have the loss
/// <c>balpoe</c> with <see cref="LossOptions.Taus"/> −0.5, 1, and 2.5. Cutout erases to the mean color here, in the published code to black.
/// </remarks>
public sealed class ConsistencyOptions
{
    /// <summary>Weight w of the consistency, between 0 and 1000; 0 for a run without it, which leaves the other settings at their defaults.</summary>
    /// <value>The default value is 0. Published: 0.6.</value>
    [Range(0.0, 1000)]
    public double Weight { get; set; }

    /// <summary>Share of the epochs, between 0 and 1, over which the weight grows: w·min(epoch/E, 1) with E = share · epochs.</summary>
    /// <value>The default value is 0.05: 20 of 400 epochs, as published.</value>
    [Range(0.0, 1)]
    public double WarmUpFraction { get; set; } = 0.05;

    /// <summary>
    /// Augmentation policy of the strong view: one of <see cref="Augmentations"/>, or one that you added. The strong view is cropped and mirrored like the weak one, but not rotated.
    /// </summary>
    /// <value>The default value is <c>auto-augment-cifar</c>, as published for CIFAR.</value>
    public string Policy { get; set; } = Augmentations.AutoAugmentCifar;

    /// <summary>Side of the square that Cutout erases from the strong view, in pixels, between 0 and 1024; 0 for none.</summary>
    /// <value>The default value is 16, as published for CIFAR.</value>
    [Range(0, 1024)]
    public int CutoutSize { get; set; } = 16;

    internal ConsistencyOptions Copy() => (ConsistencyOptions)MemberwiseClone();

    internal AugmentationOptions StrongView(AugmentationOptions weak)
    {
        AugmentationOptions strong = weak.Copy();
        (strong.Policy, strong.CutoutSize, strong.RotationDegrees) = (Policy, CutoutSize, 0);
        return strong;
    }

    internal void CheckTogether()
    {
        if (Weight == 0)
        {
            OptionCheck.SwitchedOff(this, "Consistency", nameof(Weight), "a number above 0, such as 0.6");
        }
    }
}
