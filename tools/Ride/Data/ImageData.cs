using Microsoft.ML;

namespace MLNet.Ride.Tool.Data;

/// <summary>The labeled images that a command works on.</summary>
internal static class ImageData
{
    /// <summary>Description of the argument.</summary>
    public const string Description =
        "Images: a folder with one folder per class, or with train/, validation/, and test/ that contain them; CIFAR binaries; "
        + "a manifest (.csv, .tsv), with a column Split if there are parts; or a list (.txt).";

    /// <summary>Opens images in the parts that they have.</summary>
    public static ImageSets Open(MLContext ml, FileSystemInfo data, DirectoryInfo? imageFolder)
    {
        string path = data.ToString();
        if (imageFolder is not null && Path.GetExtension(path).ToLowerInvariant() != ".txt")
        {
            throw new UsageError("--images works only with a list (.txt).");
        }

        return ml.Data.LoadImageSets(path, imageFolder?.ToString());
    }

    /// <summary>The images to evaluate on: those of a part, by default those to test on, or all images if the data have no parts. Says which.</summary>
    public static IDataView ToEvaluate(ImageSets sets, Terminal terminal, string? part)
    {
        if (part is null && sets is { AreSplit: true, Test: null })
        {
            throw new UserError($"There are no test images, but {sets}. Choose a part with --split, or provide test images.");
        }

        part ??= sets.AreSplit ? "test" : null;
        IDataView images = part is null ? sets.Train : Part(sets, part);
        terminal.Error.WriteLine($"Evaluating on {(part is null ? $"all {images.GetRowCount()} images" : $"{images.GetRowCount()} images of the {part} part")}.");
        return images;
    }

    /// <summary>The images of a part.</summary>
    /// <exception cref="UsageError">There is no such part.</exception>
    public static IDataView Part(ImageSets sets, string part)
    {
        try
        {
            return sets.Part(part);
        }
        catch (ArgumentException problem)
        {
            throw new UsageError("--split: " + problem.Message);
        }
    }
}
