using MLNet.Ride.Torch.Options;


namespace MLNet.Ride.Torch.Imaging.Policies;

/// <summary>N operations, each drawn uniformly from all operations, with the same magnitude M.</summary>
/// <remarks>
/// Cubuk et al., "RandAugment: Practical automated data augmentation with a reduced search space", NeurIPS 2020; operations and magnitudes
/// are torchvision's, M being one of 31 levels.
/// </remarks>
internal sealed class RandAugment : IAugmentationPolicy
{
    public const int Levels = AugmentationOptions.RandAugmentLevels;

    public static readonly string[] Operations =
    [
        "identity", "shear-x", "shear-y", "translate-x", "translate-y", "rotate", "brightness", "color", "contrast", "sharpness", "posterize",
        "solarize", "auto-contrast", "equalize",
    ];

    private readonly int _count;
    private readonly PolicyStep[] _operations;

    public RandAugment(int count, int magnitude, int imageSize)
    {
        _count = count;
        _operations = [.. Operations.Select(PixelOperationRegistry.All.Find).Select(o => new PolicyStep(o, o.Magnitude(magnitude, Levels, imageSize)))];
    }

    public PolicyStep[] Draw(Random random)
    {
        var steps = new PolicyStep[_count];
        for (int i = 0; i < steps.Length; i++)
        {
            PolicyStep drawn = _operations[random.Next(_operations.Length)];
            steps[i] = PolicyStep.Draw(drawn.Operation, drawn.Magnitude, random);
        }

        return steps;
    }
}
