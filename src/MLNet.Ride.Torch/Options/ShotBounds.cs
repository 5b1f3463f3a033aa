namespace MLNet.Ride.Torch.Options;

/// <summary>The bounds of many-, medium-, and few-shot classes, by their number of training images.</summary>
public sealed record ShotBounds
{
    /// <summary>Makes bounds.</summary>
    /// <param name="fewBelow">A class with fewer training images is few-shot; at least 1.</param>
    /// <param name="manyAbove">A class with more training images is many-shot; at least <paramref name="fewBelow"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A bound is too low.</exception>
    public ShotBounds(int fewBelow, int manyAbove)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(fewBelow, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(manyAbove, fewBelow);
        FewBelow = fewBelow;
        ManyAbove = manyAbove;
    }

    /// <summary>The field's bounds: fewer than 20 training images are few, more than 100 are many.</summary>
    /// <remarks>Liu et al., "Large-scale long-tailed recognition in an open world", CVPR 2019.</remarks>
    public static ShotBounds Default { get; } = new(20, 100);

    /// <summary>A class with fewer training images is few-shot.</summary>
    public int FewBelow { get; }

    /// <summary>A class with more training images is many-shot.</summary>
    public int ManyAbove { get; }

    /// <summary>Whether a class is many-shot.</summary>
    /// <param name="trainingImages">Its number of training images.</param>
    /// <returns>Whether it has more than <see cref="ManyAbove"/>.</returns>
    public bool IsMany(int trainingImages) => trainingImages > ManyAbove;

    /// <summary>Whether a class is medium-shot.</summary>
    /// <param name="trainingImages">Its number of training images.</param>
    /// <returns>Whether it has from <see cref="FewBelow"/> to <see cref="ManyAbove"/>.</returns>
    public bool IsMedium(int trainingImages) => trainingImages >= FewBelow && trainingImages <= ManyAbove;

    /// <summary>Whether a class is few-shot.</summary>
    /// <param name="trainingImages">Its number of training images.</param>
    /// <returns>Whether it has fewer than <see cref="FewBelow"/>.</returns>
    public bool IsFew(int trainingImages) => trainingImages < FewBelow;
}
