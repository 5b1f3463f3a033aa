using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Training;

namespace MLNet.Ride.Torch.Methods.Distillation;

/// <summary>Classes with similarly many training images, which one of <see cref="MultipleTeachers"/> learns alone.</summary>
/// <param name="Stage">Name of the stage that trains the teacher.</param>
/// <param name="Classes">The classes, at least two.</param>
/// <param name="MeanCount">Their mean number of training images.</param>
/// <param name="Accuracy">Their mean recall in a validation.</param>
internal sealed record ClassSubset(string Stage, IReadOnlyList<int> Classes, double MeanCount, Func<ValidationAccuracy, double?> Accuracy)
{
    /// <summary>The subsets by number of images, largest first. A subset of a single class has nothing to tell apart and is left out.</summary>
    /// <param name="counts">Number of training images of each class.</param>
    /// <exception cref="ArgumentException">There is no subset of two classes.</exception>
    public static IReadOnlyList<ClassSubset> Of(IReadOnlyList<int> counts)
    {
        ShotBounds bounds = ShotBounds.Default;
        (string Stage, Func<int, bool> Holds, Func<ValidationAccuracy, double?> Accuracy)[] kinds =
        [
            (StageNames.ManyShot, bounds.IsMany, accuracy => accuracy.Many),
            (StageNames.MediumShot, bounds.IsMedium, accuracy => accuracy.Medium),
            (StageNames.FewShot, bounds.IsFew, accuracy => accuracy.Few),
        ];
        List<ClassSubset> subsets = [];
        foreach ((string stage, Func<int, bool> holds, Func<ValidationAccuracy, double?> accuracy) in kinds)
        {
            int[] classes = [.. Enumerable.Range(0, counts.Count).Where(c => holds(counts[c]))];
            if (classes.Length > 1)
            {
                subsets.Add(new(stage, classes, classes.Average(c => counts[c]), accuracy));
            }
        }

        return subsets.Count > 0
            ? subsets
            : throw new ArgumentException(
                $"Distillation.Method = MultipleTeachers needs two classes with more than {bounds.ManyAbove} images, with {bounds.FewBelow} to {bounds.ManyAbove}, or with fewer, but "
                + "there is at most one of each: use another method.",
                "Distillation.Method");
    }
}
