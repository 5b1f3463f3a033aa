using MLNet.Ride.Data.Folders;

namespace MLNet.Ride.Data.Splits;

/// <summary>Finds folders such as <c>train</c> and <c>test</c> that contain the class folders of a part.</summary>
internal static class SplitFolders
{
    /// <summary>The folder of each part, or none if the folder contains class folders.</summary>
    /// <remarks>A class may be named like a part. Its folder contains images, while the folder of a part contains folders.</remarks>
    /// <exception cref="InvalidDataException">The folders are ambiguous.</exception>
    public static IReadOnlyDictionary<Split, string> Find(FolderTree tree, string folder)
    {
        IReadOnlyList<string> folders = tree.Folders(folder);
        ILookup<bool, string> bySort = folders.ToLookup(f => SplitName.Of(Path.GetFileName(f)) is not null && tree.Folders(f).Count > 0);
        IGrouping<Split, string>[] parts = [.. bySort[true].GroupBy(f => SplitName.Of(Path.GetFileName(f))!.Value)];
        if (parts.FirstOrDefault(p => p.Count() > 1) is { } twice)
        {
            throw new InvalidDataException(
                $"{string.Join(" and ", twice.Select(f => $"'{f}'"))} are both the {SplitName.Name(twice.Key)} part of the data. Merge them or rename one of them.");
        }

        if (parts.Length > 0)
        {
            ReportOthers(tree, folder, bySort[true].First(), parts.Length, [.. bySort[false]]);
        }

        return parts.ToDictionary(p => p.Key, p => p.Single());
    }

    private static void ReportOthers(FolderTree tree, string folder, string part, int partCount, string[] others)
    {
        if (partCount == 1 && others.FirstOrDefault(f => SplitName.Of(Path.GetFileName(f)) is null && tree.Files(f).Any(ImageEnding.IsKnown)) is { } other)
        {
            throw new InvalidDataException(
                $"It is not clear whether '{part}' is a class or a part of the data: it contains folders, and '{other}' next to it contains images. "
                + "If it is a class, move its images directly into it; if it is a part, move the other folders elsewhere.");
        }

        if (others.Length > 0)
        {
            tree.Warn(
                $"Ignored {string.Join(", ", others.Select(f => $"'{Path.GetFileName(f)}'"))} in '{folder}': "
                + $"next to the folders of parts, only {SplitName.Known} with one folder per class is used.");
        }
    }
}
