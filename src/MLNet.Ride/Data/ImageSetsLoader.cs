using Microsoft.ML;
using MLNet.Ride.Data.Folders;
using MLNet.Ride.Data.Labels;
using MLNet.Ride.Data.Splits;

namespace MLNet.Ride.Data;

/// <summary>Loads labeled images in every form, in the parts that they have.</summary>
/// <param name="catalog">Makes the views.</param>
/// <param name="warn">Receives reports.</param>
internal sealed class ImageSetsLoader(DataOperationsCatalog catalog, Action<string> warn)
{
    private const string Forms =
        "a folder with one folder per class, or with train/, validation/, and test/ that contain them; CIFAR binaries; a manifest (.csv, .tsv); or a list (.txt)";

    private readonly List<string> _skipped = [];

    public ImageSets Load(string path, string? imageFolder)
    {
        ImageSets sets = Find(path, imageFolder);
        sets.Skipped = _skipped;
        return sets;
    }

    private ImageSets Find(string path, string? imageFolder)
    {
        string extension = Path.GetExtension(path).ToLowerInvariant();
        if (imageFolder is not null && extension != ".txt")
        {
            throw new ArgumentException($"An image folder can be given only for a list (.txt), but the data are '{path}'.", nameof(imageFolder));
        }

        if (Directory.Exists(path))
        {
            return CifarFolder.Find(path) is { } cifar ? OfCifar(path, cifar) : OfFolder(path);
        }

        return !File.Exists(path) ? throw new FileNotFoundException($"'{path}' does not exist. Provide {Forms}.", path)
            : extension switch
            {
                ".csv" or ".tsv" => OfManifest(path),
                ".txt" => ImageSets.Unsplit(
                    path, areFiles: true, catalog.LoadFromEnumerable(ImageList.Read(path, imageFolder ?? Path.GetDirectoryName(Path.GetFullPath(path))!))),
                ".bin" => ImageSets.Unsplit(path, areFiles: false, new CifarView(CifarFiles.Open([path], null), null)),
                _ => throw new InvalidDataException($"'{path}' has an unsupported extension, '{extension}'. Provide {Forms}."),
            };
    }

    private static ImageSets OfCifar(string folder, CifarFolder cifar)
        => ImageSets.Of(folder, areFiles: false, cifar.Parts.ToDictionary(p => p.Key, p => (IDataView)new CifarView(CifarFiles.Open(p.Value, null), cifar.ClassNames)));

    private ImageSets OfFolder(string folder)
    {
        var tree = new FolderTree(Skip);
        IReadOnlyDictionary<Split, string> parts = SplitFolders.Find(tree, folder);
        if (parts.Count == 0)
        {
            IReadOnlyList<ImageRow> all = ImageFolder.List(tree, folder);
            LabelText.Report(all.Select(row => row.Label), warn);
            return ImageSets.Unsplit(folder, areFiles: true, catalog.LoadFromEnumerable(all));
        }

        Dictionary<Split, IReadOnlyList<ImageRow>> rows = parts.ToDictionary(p => p.Key, p => ImageFolder.List(tree, p.Value));
        LabelText.Report(rows.Values.SelectMany(part => part).Select(row => row.Label), warn);
        return ImageSets.Of(folder, areFiles: true, rows.ToDictionary(p => p.Key, p => catalog.LoadFromEnumerable(p.Value)));
    }

    private ImageSets OfManifest(string file)
    {
        ImageManifest manifest = ImageManifest.Read(file, warn);
        return manifest.HasSplits
            ? ImageSets.Of(file, areFiles: true, manifest.Parts().ToDictionary(p => p.Key, p => catalog.LoadFromEnumerable(ImageRow.WithoutSplit(p.Value))))
            : ImageSets.Unsplit(file, areFiles: true, catalog.LoadFromEnumerable(ImageRow.WithoutSplit(manifest.Rows)));
    }

    private void Skip(string message)
    {
        _skipped.Add(message);
        warn(message);
    }
}
