namespace MLNet.Ride.Data;

/// <summary>Lists the images of a folder with one subfolder per class.</summary>
internal static class ImageFolder
{
    // The formats that MLImage supports on all systems.
    private static readonly string[] s_extensions = [".png", ".jpg", ".jpeg", ".bmp", ".gif", ".webp"];

    public static IReadOnlyList<ImageRow> List(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"The folder '{folder}' does not exist (full path: '{Path.GetFullPath(folder)}').");
        }

        string[] classes = [.. Directory.GetDirectories(folder).Where(IsShown).Order(StringComparer.Ordinal)];
        if (classes.Length == 0)
        {
            throw new InvalidDataException($"The folder '{folder}' has no subfolders: put the images of each class into a subfolder named after the class.");
        }

        ImageRow[] rows = [.. classes.SelectMany(Images)];
        return rows.Length > 0
            ? rows
            : throw new InvalidDataException($"The {classes.Length} class folders of '{folder}' contain no images ({string.Join(", ", s_extensions)}).");
    }

    private static IEnumerable<ImageRow> Images(string classFolder)
    {
        string label = Path.GetFileName(classFolder);
        return Directory.EnumerateFiles(classFolder, "*", SearchOption.AllDirectories)
            .Where(file => IsShown(file) && s_extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal)
            .Select(file => new ImageRow { ImagePath = file, Label = label });
    }

    private static bool IsShown(string path) => !Path.GetFileName(path).StartsWith('.');
}
