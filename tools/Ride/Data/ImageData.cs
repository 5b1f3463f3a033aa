using Microsoft.ML;

namespace MLNet.Ride.Tool.Data;

/// <summary>Labeled images.</summary>
/// <param name="View">Rows with Label (text), and ImagePath or Image.</param>
/// <param name="AreFiles">Whether the images are files named in ImagePath, rather than pixels.</param>
/// <param name="AreSplit">Whether they belong to a split, rather than being all images.</param>
internal sealed record ImageData(IDataView View, bool AreFiles, bool AreSplit)
{
    private const string Forms =
        "a folder with one folder per class, or with train/ and test/ that contain them; CIFAR binaries; a manifest (.csv, .tsv); or a list (.txt)";

    /// <summary>Description of the argument.</summary>
    public const string Description = "Images: " + Forms + ".";

    /// <summary>Opens the images of a split, <c>train</c> or <c>test</c>, if the data has splits; otherwise all images.</summary>
    /// <exception cref="UserError">The path has no images in a supported form.</exception>
    public static ImageData Open(MLContext ml, FileSystemInfo data, string split, DirectoryInfo? imageFolder)
    {
        string path = data.ToString();
        if (imageFolder is not null && Path.GetExtension(path).ToLowerInvariant() != ".txt")
        {
            throw new UsageError("--images works only with a list (.txt).");
        }

        return data switch
        {
            DirectoryInfo { Exists: true } => OfFolder(ml, path, split),
            FileInfo { Exists: true } => OfFile(ml, path, split, imageFolder),
            _ => throw new UserError($"'{path}' does not exist. Provide {Forms}."),
        };
    }

    private static ImageData OfFolder(MLContext ml, string folder, string split)
    {
        if (CifarFolder.Find(folder, split) is { } cifar)
        {
            return new(ml.Data.LoadCifarBinary(cifar.Files, classNamesFile: cifar.ClassNames), AreFiles: false, AreSplit: true);
        }

        if (Directory.GetDirectories(folder).Length == 0)
        {
            throw new UserError($"'{folder}' contains no class folders. Provide {Forms}.");
        }

        string inside = Path.Combine(folder, split);
        string other = Path.Combine(folder, split == "train" ? "test" : "train");
        (bool isSplit, bool hasOther) = (HoldsClasses(inside), HoldsClasses(other));
        return !isSplit && hasOther
            ? throw new UserError($"There is no '{inside}' with one folder per class. The {split} images are expected there because '{other}' exists.")
            : new(ml.Data.LoadImageFolder(isSplit ? inside : folder), AreFiles: true, isSplit);
    }

    // A class may be named train or test. Its folder contains images, while the folder of a split contains folders.
    private static bool HoldsClasses(string folder) => Directory.Exists(folder) && Directory.EnumerateDirectories(folder).Any();

    private static ImageData OfFile(MLContext ml, string file, string split, DirectoryInfo? imageFolder)
    {
        bool isSplit = HasSplits(file);
        return Path.GetExtension(file).ToLowerInvariant() switch
        {
            ".csv" or ".tsv" => new(ml.Data.LoadImageManifest(file, isSplit ? split : null), AreFiles: true, isSplit),
            ".txt" => new(ml.Data.LoadImageList(file, imageFolder?.ToString() ?? Path.GetDirectoryName(Path.GetFullPath(file))!), AreFiles: true, AreSplit: false),
            ".bin" => new(ml.Data.LoadCifarBinary(file), AreFiles: false, AreSplit: false),
            string other => throw new UserError($"'{file}' has an unsupported extension, '{other}'. Provide {Forms}."),
        };
    }

    private static bool HasSplits(string file)
        => Path.GetExtension(file).ToLowerInvariant() is ".csv" or ".tsv"
            && (File.ReadLines(file).FirstOrDefault() ?? string.Empty).Split(',', '\t').Any(name => name.Trim().Trim('"') == "Split");
}
