using MLNet.Ride.Data.Folders;
using MLNet.Ride.Data.Labels;
using MLNet.Ride.Data.Splits;
using MLNet.Ride.Images;

namespace MLNet.Ride.Data;

/// <summary>Lists the images of a folder with one subfolder per class.</summary>
internal sealed class ImageFolder
{
    private readonly FolderTree _tree;
    private readonly string _folder;
    private readonly ImageFinder _finder = new();
    private readonly List<string> _empty = [];

    private ImageFolder(FolderTree tree, string folder)
    {
        _tree = tree;
        _folder = folder;
    }

    /// <summary>Lists the images of a folder, sorted by class and path.</summary>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <exception cref="InvalidDataException">The folder has no class folders, or they contain no images, or it contains folders of parts.</exception>
    /// <exception cref="IOException">A folder cannot be read.</exception>
    public static IReadOnlyList<ImageRow> List(FolderTree tree, string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"The folder '{folder}' does not exist (full path: '{Path.GetFullPath(folder)}').");
        }

        IReadOnlyDictionary<Split, string> parts = SplitFolders.Find(tree, folder);
        return parts.Count == 0
            ? new ImageFolder(tree, folder).List()
            : throw new InvalidDataException(
                $"The folders {string.Join(", ", parts.Values.Select(p => $"'{Path.GetFileName(p)}'"))} in '{folder}' are parts of the data, not classes. "
                + $"Load all parts with LoadImageSets, or load one of them, such as '{parts.Values.First()}'.");
    }

    private List<ImageRow> List()
    {
        IReadOnlyList<string> classes = _tree.Folders(_folder);
        if (classes.Count == 0)
        {
            throw new InvalidDataException(
                $"The folder '{_folder}' has no subfolders: put the images of each class into a subfolder named after the class.");
        }

        List<(FoundFile File, string Label)> images = Once([.. classes.SelectMany(Images)]);
        if (images.Count == 0)
        {
            string skipped = _finder.Skipped is { Length: > 0 } formats ? $" They contain {formats}: convert them to PNG or JPEG." : string.Empty;
            throw new InvalidDataException(
                $"The {classes.Count} class folders of '{_folder}' contain no images that can be decoded ({FileFormat.ReadableNames}).{skipped}");
        }

        _finder.Report(_tree.Warn);
        if (_empty.Count > 0)
        {
            _tree.Warn($"Ignored {_empty.Count} class {(_empty.Count == 1 ? "folder" : "folders")} without images: {string.Join(", ", _empty.Select(f => $"'{f}'"))}.");
        }

        return images.ConvertAll(image => new ImageRow { ImagePath = image.File.Path, Label = image.Label });
    }

    private IEnumerable<(FoundFile File, string Label)> Images(string classFolder)
    {
        string label = LabelText.Of(Path.GetFileName(classFolder));
        IReadOnlyList<FoundFile> files = _tree.Files(classFolder);
        RefusePartsWithin(classFolder, files);
        IReadOnlyList<FoundFile> images = _finder.Images(files, classFolder);
        if (images.Count == 0)
        {
            _empty.Add(classFolder);
        }

        return images.Select(image => (image, label));
    }

    private static void RefusePartsWithin(string classFolder, IReadOnlyList<FoundFile> files)
    {
        string[] folders = [.. files.Select(f => f.Path[(classFolder.Length + 1)..].Split(Path.DirectorySeparatorChar)).Where(names => names.Length > 1)
            .Select(names => names[0]).Distinct(StringComparer.Ordinal).Where(name => SplitName.Of(name) is not null)];
        if (folders.Select(SplitName.Of).Distinct().Count() > 1)
        {
            throw new InvalidDataException(
                $"The folder '{classFolder}' contains the parts {string.Join(" and ", folders.Select(f => $"'{f}'"))}, which would be learned as one class. "
                + "If it holds the whole data, load it instead of the folder around it; if it is a class, put the class folders into the folders of the parts: "
                + $"'{folders[0]}/{Path.GetFileName(classFolder)}'.");
        }
    }

    /// <summary>The images, each real file once: where it is, rather than where a link leads to it.</summary>
    private List<(FoundFile File, string Label)> Once(List<(FoundFile File, string Label)> images)
    {
        if (!images.Exists(image => image.File.IsLinked))
        {
            return images;
        }

        var first = new Dictionary<(string, string), (FoundFile File, string Label)>();
        foreach ((FoundFile File, string Label) image in images.OrderBy(image => image.File.IsLinked))
        {
            first.TryAdd((image.File.RealFolder, image.File.RealName), image);
        }

        (FoundFile File, string Label)[] elsewhere =
            [.. images.Where(image => first[(image.File.RealFolder, image.File.RealName)].Label != image.Label)];
        if (elsewhere.Length > 0)
        {
            _tree.Warn($"Ignored {elsewhere.Length} {(elsewhere.Length == 1 ? "image" : "images")} of other classes that links lead to, such as '{elsewhere[0].File.Path}': an image belongs to one class.");
        }

        HashSet<string> kept = [.. first.Values.Select(image => image.File.Path)];
        return images.FindAll(image => kept.Contains(image.File.Path));
    }
}
