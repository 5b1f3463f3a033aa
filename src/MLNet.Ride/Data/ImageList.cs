using System.Globalization;

namespace MLNet.Ride.Data;

/// <summary>Reads an image list like those of ImageNet-LT, Places-LT, and iNaturalist: a path and a class number per line.</summary>
internal static class ImageList
{
    public static IReadOnlyList<NumberedImageRow> Read(string file, string imageFolder)
    {
        if (!Directory.Exists(imageFolder))
        {
            throw new DirectoryNotFoundException(
                $"The image folder '{imageFolder}' does not exist (full path: '{Path.GetFullPath(imageFolder)}'). Set it to the folder against which the paths in '{file}' are resolved.");
        }

        NumberedImageRow[] rows = TextFile.Read<NumberedImageRow[]>(file, reader =>
            [.. TextFile.Lines(reader).Select((line, i) => (Line: line.Trim(), Number: i + 1)).Where(l => l.Line.Length > 0).Select(l => Row(l.Line, l.Number, file, imageFolder))]);
        return rows.Length > 0 ? rows : throw new InvalidDataException($"The image list '{file}' is empty: each line must have a path and a class number.");
    }

    // The path may contain spaces, so the class number follows the last one.
    private static NumberedImageRow Row(string line, int number, string file, string imageFolder)
    {
        int blank = line.LastIndexOfAny([' ', '\t']);
        if (blank < 0 || !uint.TryParse(line.AsSpan(blank + 1), NumberStyles.None, CultureInfo.InvariantCulture, out uint label))
        {
            throw new InvalidDataException(
                $"Line {number} of image list '{file}' is '{line}', but must be a path, a space, and a class number from 0: 'train/0001.jpg 17'.");
        }

        return new NumberedImageRow { ImagePath = ImagePaths.Join(imageFolder, line[..blank].TrimEnd()), Label = label };
    }
}
