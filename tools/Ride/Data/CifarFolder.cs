namespace MLNet.Ride.Tool.Data;

/// <summary>CIFAR binaries under their published names.</summary>
/// <param name="Files">Files of a split.</param>
/// <param name="ClassNames">File with one class name per line, if it exists.</param>
internal sealed record CifarFolder(IReadOnlyList<string> Files, string? ClassNames)
{
    public static CifarFolder? Find(string folder, string split)
    {
        string[] hundred = [Path.Combine(folder, split + ".bin")];
        string[] ten = [.. Directory.GetFiles(folder, split == "train" ? "data_batch_*.bin" : "test_batch.bin").Order(StringComparer.Ordinal)];
        return File.Exists(hundred[0]) ? new(hundred, Names("fine_label_names.txt"))
            : ten.Length > 0 ? new(ten, Names("batches.meta.txt"))
            : null;

        string? Names(string file) => File.Exists(Path.Combine(folder, file)) ? Path.Combine(folder, file) : null;
    }
}
