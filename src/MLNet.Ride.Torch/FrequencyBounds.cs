namespace MLNet.Ride.Torch;

/// <summary>The field's bounds of many-, medium- and few-shot classes, by their number of training images.</summary>
/// <remarks>Liu et al., "Large-scale long-tailed recognition in an open world", CVPR 2019.</remarks>
public static class FrequencyBounds
{
    /// <summary>Fewest training images of a medium class; a class with fewer is few-shot.</summary>
    public const int MediumLeast = 20;

    /// <summary>Most training images of a medium class; a class with more is many-shot.</summary>
    public const int MediumMost = 100;

    internal static bool IsMany(int trainingImages) => trainingImages > MediumMost;

    internal static bool IsMedium(int trainingImages) => trainingImages is >= MediumLeast and <= MediumMost;

    internal static bool IsFew(int trainingImages) => trainingImages < MediumLeast;
}
