using Microsoft.ML;

namespace MLNet.Ride.Tool.Data;

/// <summary>Labelled images.</summary>
/// <param name="View">Rows with Label (text), and ImagePath or Image.</param>
/// <param name="AreFiles">Whether images are files that ImagePath names, rather than pixels.</param>
/// <param name="AreSplit">Whether they are those of a split, rather than all.</param>
internal sealed record ImageData(IDataView View, bool AreFiles, bool AreSplit)
{
    private const string Forms =
        "a folder with a folder per class, or with train/ and test/ in it that hold these; CIFAR binaries; a manifest (.csv, .tsv); or a list (.txt)";

    /// <summary>What the argument is for.</summary>
    public const string Description = "Images: " + Forms + ".";

    /// <summary>Opens the images of a split, <c>train</c> or <c>test</c>, where the data have splits; otherwise all.</summary>
    /// <exception cref="UserError">There is nothing there that can be read.</exception>
    public static ImageData Open(MLContext ml, FileSystemInfo data, string split, DirectoryInfo? imageFolder)
    {
        string path = data.ToString();
        if (imageFolder is not null && Path.GetExtension(path).ToLowerInvariant() != ".txt")
        {
            throw new UsageError("--images goes with a list (.txt) only: in other data every image has its place.");
        }

        return data switch
        {
            DirectoryInfo { Exists: true } => OfFolder(ml, path, split),
            FileInfo { Exists: true } => OfFile(ml, path, split, imageFolder),
            _ => throw new UserError($"There is no {path}. Give {Forms}."),
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
            throw new UserError($"{folder} holds no images. Give {Forms}.");
        }

        string inside = Path.Combine(folder, split);
        string other = Path.Combine(folder, split == "train" ? "test" : "train");
        (bool isSplit, bool hasOther) = (HoldsClasses(inside), HoldsClasses(other));
        return !isSplit && hasOther
            ? throw new UserError($"There is no {inside} with a folder per class, where the {split} images would be, as those in {other} are.")
            : new(ml.Data.LoadImageFolder(isSplit ? inside : folder), AreFiles: true, isSplit);
    }

    // A class may be named train or test: its folder holds images, that of a split holds folders.
    private static bool HoldsClasses(string folder) => Directory.Exists(folder) && Directory.EnumerateDirectories(folder).Any();

    private static ImageData OfFile(MLContext ml, string file, string split, DirectoryInfo? imageFolder)
    {
        bool isSplit = HasSplits(file);
        return Path.GetExtension(file).ToLowerInvariant() switch
        {
            ".csv" or ".tsv" => new(ml.Data.LoadImageManifest(file, isSplit ? split : null), AreFiles: true, isSplit),
            ".txt" => new(ml.Data.LoadImageList(file, imageFolder?.ToString() ?? Path.GetDirectoryName(Path.GetFullPath(file))!), AreFiles: true, AreSplit: false),
            ".bin" => new(ml.Data.LoadCifarBinary(file), AreFiles: false, AreSplit: false),
            string other => throw new UserError($"{file}: images in a '{other}' file cannot be read. Give {Forms}."),
        };
    }

    private static bool HasSplits(string file)
        => Path.GetExtension(file).ToLowerInvariant() is ".csv" or ".tsv"
            && (File.ReadLines(file).FirstOrDefault() ?? string.Empty).Split(',', '\t').Any(name => name.Trim().Trim('"') == "Split");
}
