using MLNet.Ride.Torch.Imaging;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Torch.Models.Scoring;

/// <summary>The views of an image in test-time augmentation.</summary>
internal static class ImageViews
{
    /// <summary>Number of squares cut out of an image.</summary>
    public static int Crops(this TestTimeAugmentation augmentation)
        => augmentation is TestTimeAugmentation.FiveCrops or TestTimeAugmentation.FiveCropsAndFlips ? SquareImage.CropCount : 1;

    /// <summary>Whether every square is also mirrored.</summary>
    public static bool Flips(this TestTimeAugmentation augmentation)
        => augmentation is TestTimeAugmentation.Flip or TestTimeAugmentation.FiveCropsAndFlips;

    /// <summary>Number of views of an image.</summary>
    public static int Count(this TestTimeAugmentation augmentation) => augmentation.Crops() * (augmentation.Flips() ? 2 : 1);

    /// <summary>Why the images of a model have no such views; <see langword="null"/> if they have.</summary>
    public static string? Problem(TestTimeAugmentation augmentation, ModelDescription network)
        => augmentation == TestTimeAugmentation.None ? null
            : network.Vectors is not null ? $"The model classifies feature vectors, so the test-time augmentation {augmentation} has no images to view."
            : augmentation.Crops() == 1 || network.ResizeShorterSide is not null ? null
            : $"The test-time augmentation {augmentation} requires a model trained with Augmentation.CenterCrop, but this one uses the whole image: there is nothing to crop. "
                + $"Use {TestTimeAugmentation.Flip}, or train with CenterCrop.";

    /// <exception cref="ArgumentException">The images of a model have no such views.</exception>
    public static void Check(TestTimeAugmentation augmentation, ModelDescription network)
    {
        OptionCheck.Defined(augmentation, nameof(augmentation));
        if (Problem(augmentation, network) is { } problem)
        {
            throw new ArgumentException(problem, nameof(augmentation));
        }
    }
}
