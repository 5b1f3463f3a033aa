
namespace MLNet.Ride.Torch.Options;

/// <summary>The field's bounds of many-, medium- and few-shot classes, by their number of training images.</summary>
/// <remarks>Liu et al., "Large-scale long-tailed recognition in an open world", CVPR 2019.</remarks>
public static class ShotBounds
{
    /// <summary>A class with fewer training images is few-shot.</summary>
    public const int FewBelow = 20;

    /// <summary>A class with more training images is many-shot.</summary>
    public const int ManyAbove = 100;

    internal static bool IsMany(int trainingImages) => trainingImages > ManyAbove;

    internal static bool IsMedium(int trainingImages) => trainingImages is >= FewBelow and <= ManyAbove;

    internal static bool IsFew(int trainingImages) => trainingImages < FewBelow;
}
