
namespace MLNet.Ride.Torch.Imaging.Policies;

/// <summary>
/// One of the 25 sub-policies found on CIFAR-10, each with the same probability: two operations, each with its own probability.
/// </summary>
/// <remarks>
/// Cubuk et al., "AutoAugment: Learning augmentation policies from data", CVPR 2019, table 7; magnitudes and operations are those of
/// torchvision's <c>AutoAugmentPolicy.CIFAR10</c>, each magnitude being one of 10 levels.
/// </remarks>
internal sealed class AutoAugmentCifar(int imageSize) : IAugmentationPolicy
{
    private const int Levels = 10;

    public static readonly (Part First, Part Second)[] SubPolicies =
    [
        (new("invert", 0.1), new("contrast", 0.2, 6)),
        (new("rotate", 0.7, 2), new("translate-x", 0.3, 9)),
        (new("sharpness", 0.8, 1), new("sharpness", 0.9, 3)),
        (new("shear-y", 0.5, 8), new("translate-y", 0.7, 9)),
        (new("auto-contrast", 0.5), new("equalize", 0.9)),
        (new("shear-y", 0.2, 7), new("posterize", 0.3, 7)),
        (new("color", 0.4, 3), new("brightness", 0.6, 7)),
        (new("sharpness", 0.3, 9), new("brightness", 0.7, 9)),
        (new("equalize", 0.6), new("equalize", 0.5)),
        (new("contrast", 0.6, 7), new("sharpness", 0.6, 5)),
        (new("color", 0.7, 7), new("translate-x", 0.5, 8)),
        (new("equalize", 0.3), new("auto-contrast", 0.4)),
        (new("translate-y", 0.4, 3), new("sharpness", 0.2, 6)),
        (new("brightness", 0.9, 6), new("color", 0.2, 8)),
        (new("solarize", 0.5, 2), new("invert", 0.0)),
        (new("equalize", 0.2), new("auto-contrast", 0.6)),
        (new("equalize", 0.2), new("equalize", 0.6)),
        (new("color", 0.9, 9), new("equalize", 0.6)),
        (new("auto-contrast", 0.8), new("solarize", 0.2, 8)),
        (new("brightness", 0.1, 3), new("color", 0.7, 0)),
        (new("solarize", 0.4, 5), new("auto-contrast", 0.9)),
        (new("translate-y", 0.9, 9), new("translate-y", 0.7, 9)),
        (new("auto-contrast", 0.9), new("solarize", 0.8, 3)),
        (new("equalize", 0.8), new("invert", 0.1)),
        (new("translate-y", 0.7, 9), new("auto-contrast", 0.9)),
    ];

    public PolicyStep[] Draw(Random random)
    {
        (Part first, Part second) = SubPolicies[random.Next(SubPolicies.Length)];
        return [.. Draw(first, random), .. Draw(second, random)];
    }

    private PolicyStep[] Draw(Part part, Random random)
    {
        if (random.NextDouble() >= part.Probability)
        {
            return [];
        }

        PixelOperation operation = PixelOperationRegistry.All.Find(part.Operation);
        return [PolicyStep.Draw(operation, operation.Magnitude(part.Level, Levels, imageSize), random)];
    }

    /// <summary>An operation of a sub-policy; operations without a magnitude have no level.</summary>
    public readonly record struct Part(string Operation, double Probability, int Level = 0);
}
