using System.Globalization;

namespace MLNet.Ride.Data;

/// <summary>Reads a list of images as ImageNet-LT, Places-LT and iNaturalist come with: a path and a class number per line.</summary>
internal static class ImageList
{
    public static IReadOnlyList<NumberedImageRow> Read(string file, string imageFolder)
    {
        if (!Directory.Exists(imageFolder))
        {
            throw new DirectoryNotFoundException(
                $"There is no image folder '{imageFolder}' (looked for at '{Path.GetFullPath(imageFolder)}'). Give the one that the paths in '{file}' start from.");
        }

        using StreamReader reader = ImageManifest.OpenText(file);
        var rows = new List<NumberedImageRow>();
        int number = 0;
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line))
            {
                rows.Add(Row(line.Trim(), number, file, imageFolder));
            }
        }

        return rows.Count > 0 ? rows : throw new InvalidDataException($"Image list '{file}' is empty: it must have a path and a class number in each line.");
    }

    // The path may have blanks in it, so the class number is what follows the last one.
    private static NumberedImageRow Row(string line, int number, string file, string imageFolder)
    {
        int blank = line.LastIndexOfAny([' ', '\t']);
        if (blank < 0 || !uint.TryParse(line.AsSpan(blank + 1), NumberStyles.None, CultureInfo.InvariantCulture, out uint label))
        {
            throw new InvalidDataException(
                $"Line {number} of image list '{file}' is '{line}', but must be a path, a blank and a class number from 0: 'train/0001.jpg 17'.");
        }

        return new NumberedImageRow { ImagePath = Path.Combine(imageFolder, line[..blank].TrimEnd()), Label = label };
    }
}
