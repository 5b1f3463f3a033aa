using System.Globalization;
using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Torch.Training;

/// <summary>Whether a set of images can be trained on.</summary>
internal static class TrainingImages
{
    private const int ClassesNamed = 10;

    public static void Check(LabeledImages images, RideOptions options)
    {
        int imageSize = options.ImageSize;
        if (images.ImageSize != imageSize)
        {
            throw Error($"The training images have {images.ImageSize}×{images.ImageSize} pixels, but ImageSize is {imageSize}: set ImageSize = {images.ImageSize} or resize the images.");
        }

        int? shorterSide = options.Augmentation.ResizeShorterSide(imageSize);
        if (!images.AreSquare && images.ResizeShorterSide != shorterSide)
        {
            throw Error(
                $"The training images are made with resizeShorterSide = {images.ResizeShorterSide?.ToString(CultureInfo.InvariantCulture) ?? "null"}, "
                + $"but Augmentation.CenterCrop asks for {shorterSide?.ToString(CultureInfo.InvariantCulture) ?? "null"}: make them alike.");
        }

        if (images.Count == 0)
        {
            throw Error("There are no training images: see that the data has rows whose label is known and whose image is not empty.");
        }

        if (images.ClassCounts.Count < 2)
        {
            throw Error("The training images have one class only; a classifier needs two or more.");
        }

        int[] empty = [.. Enumerable.Range(0, images.ClassCounts.Count).Where(label => images.ClassCounts[label] == 0)];
        if (empty.Length > 0)
        {
            string more = empty.Length > ClassesNamed ? ", …" : "";
            throw Error(
                $"{empty.Length} of {images.ClassCounts.Count} classes have no training image (numbers from 0: {string.Join(", ", empty.Take(ClassesNamed))}{more}): "
                + "add images of them or leave these classes out of the labels.");
        }
    }

    private static ArgumentException Error(string message) => new(message, "images");
}
