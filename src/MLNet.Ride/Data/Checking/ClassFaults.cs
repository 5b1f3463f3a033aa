using MLNet.Ride.Data.Labels;
using MLNet.Ride.Data.Splits;

namespace MLNet.Ride.Data.Checking;

/// <summary>Finds classes that are suspicious by their names or numbers of images.</summary>
internal static class ClassFaults
{
    public static IEnumerable<DataFault> Find(IReadOnlyList<CheckedImage> images, bool areSplit, int fewImages)
    {
        (string Label, int Count)[] classes = Count(images);
        IEnumerable<DataFault> alike = classes.GroupBy(c => LabelText.Of(c.Label), StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1)
            .Select(group => new DataFault(DataFaultKind.SimilarClassNames, string.Join(" and ", group.Select(c => $"'{c.Label}' ({Images(c.Count)})")), []));
        (string Label, int Count)[] trained = Count(images.Where(i => i.Fault is null && (!areSplit || i.Image.Part == SplitName.Name(Split.Train))));
        HashSet<string> known = [.. trained.Select(c => c.Label)];
        IEnumerable<DataFault> untrained = trained.Length == 0 ? [] : classes.Where(c => !known.Contains(c.Label)).Select(
            c => new DataFault(DataFaultKind.ClassWithoutTrainingImages, $"'{c.Label}' has {Images(c.Count)}, but none to train on", []));
        IEnumerable<DataFault> small = trained.Where(c => c.Count < fewImages).OrderBy(c => c.Count).Select(
            c => new DataFault(DataFaultKind.SmallClass, $"'{c.Label}' has {Images(c.Count)} to train on", []));
        return alike.Concat(untrained).Concat(small);
    }

    private static (string Label, int Count)[] Count(IEnumerable<CheckedImage> images)
        => [.. images.GroupBy(i => i.Image.Label, StringComparer.Ordinal).Select(g => (g.Key, g.Count())).OrderBy(c => c.Key, StringComparer.Ordinal)];

    private static string Images(int count) => count == 1 ? "1 image" : $"{count} images";
}
