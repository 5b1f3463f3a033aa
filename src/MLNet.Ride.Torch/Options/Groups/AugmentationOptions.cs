using System.ComponentModel.DataAnnotations;

namespace MLNet.Ride.Torch.Options;

/// <summary>
/// Random changes of training images, in this order: random resized crop, color jitter, padded crop, flip, rotation, policy, Cutout. Also resizing and
/// normalization of all images. The defaults are the recipe for CIFAR.
/// </summary>
public sealed class AugmentationOptions
{
    internal const int RandAugmentLevels = 31;
    private const int DefaultOperations = 2;
    private const int DefaultMagnitude = 9;

    /// <summary>
    /// Whether a random part of each image, with an aspect ratio between 3/4 and 4/3, is resized to the image size (the ImageNet recipe). Images are then
    /// kept as they are given, encoded or not, and decoded again in every epoch.
    /// </summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool RandomResizedCrop { get; set; }

    /// <summary>Smallest area of a random resized crop as a fraction of the image, between 0.01 and 1.</summary>
    /// <value>The default value is 0.08.</value>
    [Range(0.01, 1)]
    public double LeastCropArea { get; set; } = 0.08;

    /// <summary>Strength b of random brightness, between 0 and 10: the factor is drawn from max(0, 1 − b) to 1 + b.</summary>
    /// <value>The default value is 0.</value>
    [Range(0.0, 10)]
    public double Brightness { get; set; }

    /// <summary>Strength of random contrast, between 0 and 10, as in <see cref="Brightness"/>.</summary>
    /// <value>The default value is 0.</value>
    [Range(0.0, 10)]
    public double Contrast { get; set; }

    /// <summary>Strength of random saturation, between 0 and 10, as in <see cref="Brightness"/>.</summary>
    /// <value>The default value is 0.</value>
    [Range(0.0, 10)]
    public double Saturation { get; set; }

    /// <summary>Largest random shift of the hue in either direction as a fraction of the color circle, between 0 and 0.5.</summary>
    /// <value>The default value is 0.</value>
    [Range(0.0, 0.5)]
    public double Hue { get; set; }

    /// <summary>Black pixels added on each side before a random crop back to the image size, between 0 and 64; 0 turns the crop off.</summary>
    /// <value>The default value is 4.</value>
    [Range(0, 64)]
    public int CropPadding { get; set; } = 4;

    /// <summary>Whether images are flipped horizontally with probability ½.</summary>
    /// <value>The default value is <see langword="true"/>.</value>
    public bool HorizontalFlip { get; set; } = true;

    /// <summary>Largest rotation in either direction in degrees, between 0 and 180; corners become black.</summary>
    /// <value>The default value is 15.</value>
    [Range(0.0, 180)]
    public double RotationDegrees { get; set; } = 15;

    /// <summary>
    /// Name of the augmentation policy: one of <see cref="Augmentations"/>, or one that you added. <c>auto-augment-cifar</c> applies one of the 25
    /// pairs of operations that AutoAugment found on CIFAR-10; <c>rand-augment</c> applies random operations. Pixels from outside of the image are gray.
    /// </summary>
    /// <value>The default value is <c>none</c>.</value>
    public string Policy { get; set; } = Augmentations.None;

    /// <summary>Number N of operations of <c>rand-augment</c>, between 1 and 10.</summary>
    /// <value>The default value is 2.</value>
    [Range(1, 10)]
    public int RandAugmentOperations { get; set; } = DefaultOperations;

    /// <summary>Magnitude M of the operations of <c>rand-augment</c>, between 0 and 30.</summary>
    /// <value>The default value is 9.</value>
    [Range(0, RandAugmentLevels - 1)]
    public int RandAugmentMagnitude { get; set; } = DefaultMagnitude;

    /// <summary>
    /// Side in pixels, even, of a square hole in the mean color, centered anywhere in the image (Cutout; 16 for CIFAR), between 0 and 1024; 0 turns it off.
    /// </summary>
    /// <value>The default value is 0.</value>
    [Range(0, 1024)]
    public int CutoutSize { get; set; }

    /// <summary>
    /// Side of the center crop as a fraction of the image's shorter side, between 0.1 and 1, used in evaluation, and in training without a random resized
    /// crop; <see langword="null"/> resizes the whole image to the square, whatever its aspect ratio. Vectors of pixels are used as they are.
    /// </summary>
    /// <value>The default value is <see langword="null"/>.</value>
    [Range(0.1, 1)]
    public double? CenterCrop { get; set; }

    /// <summary>Mean of red, green, and blue, each between 0 and 1, subtracted from every pixel.</summary>
    /// <value>The default value is that of CIFAR: 0.4914, 0.4822, 0.4465.</value>
    [Length(3, 3)]
    [Range(0.0, 1)]
    public IReadOnlyList<float> Mean { get; set; } = [0.4914f, 0.4822f, 0.4465f];

    /// <summary>Standard deviation of red, green, and blue, each between 0.000001 and 1, that every pixel is divided by.</summary>
    /// <value>The default value is that of CIFAR: 0.2023, 0.1994, 0.2010.</value>
    [Length(3, 3)]
    [Range(1e-6, 1)]
    public IReadOnlyList<float> StandardDeviation { get; set; } = [0.2023f, 0.1994f, 0.2010f];

    /// <summary>Length to which the shorter side of an image is resized before the center crop.</summary>
    /// <param name="imageSize">Height and width S of the square in pixels.</param>
    /// <returns>The length in pixels, rounded; <see langword="null"/> if the whole image is resized to the square.</returns>
    public int? ResizeShorterSide(int imageSize) => CenterCrop is double part ? (int)Math.Round(imageSize / part) : null;

    internal AugmentationOptions Copy()
    {
        var copy = (AugmentationOptions)MemberwiseClone();
        copy.Mean = [.. Mean];
        copy.StandardDeviation = [.. StandardDeviation];
        return copy;
    }

    internal void CheckTogether()
    {
        if (Policy != Augmentations.RandAugment && (RandAugmentOperations, RandAugmentMagnitude) != (DefaultOperations, DefaultMagnitude))
        {
            throw new ArgumentException(
                $"Augmentation.RandAugmentOperations or RandAugmentMagnitude is set, but Augmentation.Policy is '{Policy}': set Policy = "
                + $"\"{Augmentations.RandAugment}\", or leave them at {DefaultOperations} and {DefaultMagnitude}.",
                "Augmentation.Policy");
        }

        if (CutoutSize % 2 == 1)
        {
            throw new ArgumentException($"Augmentation.CutoutSize must be even, but is {CutoutSize}: set it to {CutoutSize + 1}.", "Augmentation.CutoutSize");
        }
    }
}
