using System.Globalization;
using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Torch.Training;

/// <summary>Checks a set of training images.</summary>
internal static class TrainingImages
{
    private const int ClassesNamed = 10;

    public static void Check(LabeledImages images, RideOptions options)
    {
        CheckShape(images, options);
        CheckClasses(images);
    }

    private static void CheckShape(LabeledImages images, RideOptions options)
    {
        if (options.Vectors is { } vectors)
        {
            if (images.VectorLength != vectors.Length)
            {
                throw Error($"The training vectors have {images.VectorLength} values, but the network expects {vectors.Length}.");
            }

            return;
        }

        int imageSize = options.ImageSize;
        if (images.ImageSize != imageSize)
        {
            throw Error($"The training images have {images.ImageSize}×{images.ImageSize} pixels, but ImageSize is {imageSize}: set ImageSize = {images.ImageSize} or resize the images.");
        }

        int? shorterSide = options.Augmentation.ResizeShorterSide(imageSize);
        if (!images.AreSquare && images.ResizeShorterSide != shorterSide)
        {
            throw Error(
                $"The training images were created with resizeShorterSide = {images.ResizeShorterSide?.ToString(CultureInfo.InvariantCulture) ?? "null"}, "
                + $"but Augmentation.CenterCrop requires {shorterSide?.ToString(CultureInfo.InvariantCulture) ?? "null"}: use the same value for both.");
        }
    }

    private static void CheckClasses(LabeledImages images)
    {
        if (images.Count == 0)
        {
            throw Error("There are no training images: make sure that the data has rows with a known label and a non-empty image.");
        }

        if (images.ClassCounts.Count < 2)
        {
            throw Error("All training images belong to one class, but a classifier needs at least two: add images of other classes.");
        }

        int[] empty = [.. Enumerable.Range(0, images.ClassCounts.Count).Where(label => images.ClassCounts[label] == 0)];
        if (empty.Length > 0)
        {
            string more = empty.Length > ClassesNamed ? ", …" : "";
            throw Error(
                $"{empty.Length} of {images.ClassCounts.Count} classes have no training images (indices from 0: {string.Join(", ", empty.Take(ClassesNamed))}{more}): "
                + "add images, or remove these classes from the labels.");
        }
    }

    /// <summary>Checks that a set of images fits a network.</summary>
    /// <param name="images">The set.</param>
    /// <param name="imageSize">Height and width of the network's images.</param>
    /// <param name="classCount">Number of its classes.</param>
    /// <param name="what">What the set is, as the subject of a sentence.</param>
    /// <param name="parameter">Name of the caller's argument.</param>
    /// <exception cref="ArgumentException">There are no images, or they have another size or number of classes.</exception>
    public static void CheckFit(LabeledImages images, int imageSize, int classCount, string what, string parameter)
    {
        if (images.Count == 0 || images.ImageSize != imageSize || images.ClassCounts.Count != classCount)
        {
            throw new ArgumentException(
                $"{what} has {images.Count} images of {images.ImageSize}×{images.ImageSize} pixels and {images.ClassCounts.Count} classes; it needs at least one, "
                + $"of {imageSize}×{imageSize} pixels and {classCount} classes.",
                parameter);
        }
    }

    private static ArgumentException Error(string message) => new(message, "images");
}
