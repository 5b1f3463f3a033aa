using MLNet.Ride.Data.Splits;

namespace MLNet.Ride.Data;

/// <summary>CIFAR binaries under their published names.</summary>
/// <param name="Parts">The files of each part.</param>
/// <param name="ClassNames">File with one class name per line, if it exists.</param>
internal sealed record CifarFolder(IReadOnlyDictionary<Split, string[]> Parts, string? ClassNames)
{
    private const string Cifar10Batches = "data_batch_";
    private const string Cifar10Test = "test_batch";

    /// <summary>The CIFAR binaries in a folder, or <see langword="null"/> if there are none.</summary>
    public static CifarFolder? Find(string folder)
    {
        Dictionary<Split, string[]> parts = Directory.GetFiles(folder)
            .Where(file => Path.GetExtension(file).Equals(".bin", StringComparison.OrdinalIgnoreCase) && PartOf(file) is not null)
            .Order(StringComparer.Ordinal)
            .GroupBy(file => PartOf(file)!.Value)
            .ToDictionary(files => files.Key, files => files.ToArray());
        if (parts.Count == 0)
        {
            return null;
        }

        string names = Path.Combine(folder, parts.Values.Any(files => files.Any(IsCifar10)) ? "batches.meta.txt" : "fine_label_names.txt");
        return new(parts, File.Exists(names) ? names : null);
    }

    private static Split? PartOf(string file)
        => !IsCifar10(file) ? SplitName.Of(Path.GetFileNameWithoutExtension(file))
            : Path.GetFileName(file).StartsWith(Cifar10Test, StringComparison.OrdinalIgnoreCase) ? Split.Test : Split.Train;

    private static bool IsCifar10(string file)
        => Path.GetFileName(file).StartsWith(Cifar10Batches, StringComparison.OrdinalIgnoreCase)
            || Path.GetFileNameWithoutExtension(file).Equals(Cifar10Test, StringComparison.OrdinalIgnoreCase);
}
