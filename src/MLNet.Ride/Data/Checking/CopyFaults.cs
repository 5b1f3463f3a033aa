namespace MLNet.Ride.Data.Checking;

/// <summary>Finds images that are there more than once, and very similar ones.</summary>
internal static class CopyFaults
{
    public static IEnumerable<DataFault> Find(IReadOnlyList<CheckedImage> images, CancellationToken cancellationToken)
    {
        // Each content once; its copies are reported, and not compared with each other.
        CheckedImage[][] contents = [.. images.Where(i => i.Hash is not null).GroupBy(i => i.Hash, StringComparer.Ordinal).Select(copies => copies.ToArray())];
        IEnumerable<DataFault> same = contents.Where(copies => copies.Length > 1).SelectMany(copies => Faults(
            copies, "the same image", DataFaultKind.SameImageInOtherPart, DataFaultKind.SameImageWithOtherLabel, DataFaultKind.SameImage));
        IEnumerable<DataFault> similar = SimilarImages.Groups([.. contents.Select(copies => copies[0].Fingerprint)], cancellationToken)
            .Select(group => group.SelectMany(i => contents[i]))
            .SelectMany(group => Faults(
                group, "very similar images", DataFaultKind.SimilarImageInOtherPart, DataFaultKind.SimilarImageWithOtherLabel, DataFaultKind.SimilarImage));
        return same.Concat(similar);
    }

    private static IEnumerable<DataFault> Faults(
        IEnumerable<CheckedImage> group, string what, DataFaultKind inOtherPart, DataFaultKind withOtherLabel, DataFaultKind inOnePlace)
    {
        ImageReference[] images = [.. group.Select(g => g.Image)];
        string[] parts = [.. images.Select(i => i.Part).Distinct(StringComparer.Ordinal)];
        string[] labels = [.. images.Select(i => i.Label).Distinct(StringComparer.Ordinal)];
        if (parts.Length > 1)
        {
            yield return new(inOtherPart, $"{what} in {string.Join(" and ", parts)}", images);
        }

        if (labels.Length > 1)
        {
            yield return new(withOtherLabel, $"{what} with the labels {string.Join(" and ", labels.Select(l => $"'{l}'"))}", images);
        }

        if (parts.Length == 1 && labels.Length == 1)
        {
            yield return new(inOnePlace, $"{what}, {images.Length} times", images);
        }
    }
}
