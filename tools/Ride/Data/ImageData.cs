using Microsoft.ML;

namespace MLNet.Ride.Tool.Data;

/// <summary>Labelled images.</summary>
/// <param name="View">Rows with Label (text), and ImagePath or Image.</param>
/// <param name="AreFiles">Whether images are files that ImagePath names, rather than pixels.</param>
internal sealed record ImageData(IDataView View, bool AreFiles)
{
    private const string Forms =
        "a folder with a folder per class, or with train/ and test/ in it; CIFAR binaries; a manifest (.csv, .tsv); or a list (.txt)";

    /// <summary>What the argument is for.</summary>
    public const string Description = "Images: " + Forms + ".";

    /// <summary>Opens the images of a split, <c>train</c> or <c>test</c>, where the data have splits; otherwise all.</summary>
    /// <exception cref="UserError">There is nothing there that can be read.</exception>
    public static ImageData Open(MLContext ml, FileSystemInfo data, string split, DirectoryInfo? imageFolder)
    {
        string path = data.ToString();
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
            return new(ml.Data.LoadCifarBinary(cifar.Files, classNamesFile: cifar.ClassNames), AreFiles: false);
        }

        string inside = Path.Combine(folder, split);
        return Directory.GetDirectories(folder).Length == 0
            ? throw new UserError($"{folder} holds no images. Give {Forms}.")
            : new(ml.Data.LoadImageFolder(Directory.Exists(inside) ? inside : folder), AreFiles: true);
    }

    private static ImageData OfFile(MLContext ml, string file, string split, DirectoryInfo? imageFolder)
        => Path.GetExtension(file).ToLowerInvariant() switch
        {
            ".csv" or ".tsv" => new(ml.Data.LoadImageManifest(file, HasSplits(file) ? split : null), AreFiles: true),
            ".txt" => new(ml.Data.LoadImageList(file, imageFolder?.ToString() ?? Path.GetDirectoryName(Path.GetFullPath(file))!), AreFiles: true),
            ".bin" => new(ml.Data.LoadCifarBinary(file), AreFiles: false),
            string other => throw new UserError($"{file}: images in a '{other}' file cannot be read. Give {Forms}."),
        };

    private static bool HasSplits(string manifest)
        => (File.ReadLines(manifest).FirstOrDefault() ?? string.Empty).Split(',', '\t').Any(name => name.Trim().Trim('"') == "Split");
}
