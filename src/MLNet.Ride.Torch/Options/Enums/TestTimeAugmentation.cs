
namespace MLNet.Ride.Torch.Options;

/// <summary>Views of an image that scoring averages: the logits, and with routing the routers' scores, are the mean over the views.</summary>
/// <remarks>
/// Corners and center of the resized image are those of Krizhevsky et al., "ImageNet Classification with Deep Convolutional Neural Networks",
/// NeurIPS 2012. Scoring takes as many times longer as there are views.
/// </remarks>
public enum TestTimeAugmentation
{
    /// <summary>One view: the image as it is.</summary>
    None,

    /// <summary>Two views: the image, and its mirror image (left to right).</summary>
    Flip,

    /// <summary>
    /// Five views: the squares in the four corners and in the center of the image, whose shorter side was resized to the model's
    /// ResizeShorterSide. Requires a model trained with <see cref="AugmentationOptions.CenterCrop"/>, and images larger than its input.
    /// </summary>
    FiveCrops,

    /// <summary>Ten views: those of <see cref="FiveCrops"/>, and their mirror images.</summary>
    FiveCropsAndFlips,
}
