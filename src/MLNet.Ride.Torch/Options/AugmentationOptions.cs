namespace MLNet.Ride.Torch.Options;

/// <summary>
/// Random changes of the training images, in the order of a random resized crop, colours, then crop, flip and rotation, then a policy, then
/// Cutout; and how all images are brought to the network's size and normalised. The defaults are the recipe for CIFAR.
/// </summary>
public sealed class AugmentationOptions
{
    internal const int RandAugmentLevels = 31;
    private const int DefaultOperations = 2;
    private const int DefaultMagnitude = 9;

    /// <summary>
    /// Whether a random part of each image, with an aspect ratio of 3/4 to 4/3, is brought to the size (the ImageNet recipe). The images are then kept as
    /// they come, encoded or not, and decoded anew in every epoch.
    /// </summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool RandomResizedCrop { get; set; }

    /// <summary>Least area of a random resized crop as a part of the image's, 0.01 to 1.</summary>
    /// <value>The default value is 0.08.</value>
    public double LeastCropArea { get; set; } = 0.08;

    /// <summary>Strength b of random brightness, 0 to 10: the factor is drawn from max(0, 1 − b) to 1 + b.</summary>
    /// <value>The default value is 0.</value>
    public double Brightness { get; set; }

    /// <summary>Strength of random contrast, 0 to 10, as for <see cref="Brightness"/>.</summary>
    /// <value>The default value is 0.</value>
    public double Contrast { get; set; }

    /// <summary>Strength of random saturation, 0 to 10, as for <see cref="Brightness"/>.</summary>
    /// <value>The default value is 0.</value>
    public double Saturation { get; set; }

    /// <summary>Largest random turn of the hues to either side, as a part of the colour circle, 0 to 0.5.</summary>
    /// <value>The default value is 0.</value>
    public double Hue { get; set; }

    /// <summary>Pixels of black border added on each side before a random crop back to the size, 0 to 64; 0 does not crop.</summary>
    /// <value>The default value is 4.</value>
    public int CropPadding { get; set; } = 4;

    /// <summary>Whether half of the images are mirrored left to right.</summary>
    /// <value>The default value is <see langword="true"/>.</value>
    public bool HorizontalFlip { get; set; } = true;

    /// <summary>Largest rotation to either side in degrees, 0 to 180; corners become black.</summary>
    /// <value>The default value is 15.</value>
    public double RotationDegrees { get; set; } = 15;

    /// <summary>
    /// Name of the policy of further changes, one of <see cref="Augmentations"/> or one that you added: <c>auto-augment-cifar</c> takes one of the 25
    /// pairs of operations that AutoAugment found on CIFAR-10, <c>rand-augment</c> operations at random. What they move in from outside of the
    /// image is grey.
    /// </summary>
    /// <value>The default value is <c>none</c>.</value>
    public string Policy { get; set; } = Augmentations.None;

    /// <summary>Number N of operations of <c>rand-augment</c>, 1 to 10.</summary>
    /// <value>The default value is 2.</value>
    public int RandAugmentOperations { get; set; } = DefaultOperations;

    /// <summary>Magnitude M of the operations of <c>rand-augment</c>, 0 to 30.</summary>
    /// <value>The default value is 9.</value>
    public int RandAugmentMagnitude { get; set; } = DefaultMagnitude;

    /// <summary>
    /// Side in pixels, even, of a square hole of the mean colour whose middle is anywhere in the image (Cutout; 16 for CIFAR), 0 to 1024; 0 cuts
    /// nothing out.
    /// </summary>
    /// <value>The default value is 0.</value>
    public int CutoutSize { get; set; }

    /// <summary>
    /// Where nothing is random (evaluation, and training without a random resized crop): side of the square that is cut out of the middle, as a part of the image's
    /// shorter side, 0.1 to 1; <see langword="null"/> brings the whole image to the square, whatever its aspect ratio. Vectors of pixels are
    /// taken as they are.
    /// </summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public double? CenterCrop { get; set; }

    /// <summary>Mean of red, green and blue, on a scale of 0 to 1, that is subtracted from every pixel.</summary>
    /// <value>The default value is that of CIFAR: 0.4914, 0.4822, 0.4465.</value>
    public IReadOnlyList<float> Mean { get; set; } = [0.4914f, 0.4822f, 0.4465f];

    /// <summary>Standard deviation of red, green and blue, on a scale of 0 to 1, above 0, that every pixel is divided by.</summary>
    /// <value>The default value is that of CIFAR: 0.2023, 0.1994, 0.2010.</value>
    public IReadOnlyList<float> StandardDeviation { get; set; } = [0.2023f, 0.1994f, 0.2010f];

    /// <summary>Length that the shorter side of an image is brought to before the center crop.</summary>
    /// <param name="imageSize">Height and width S of the square in pixels.</param>
    /// <returns>The length in pixels, rounded; <see langword="null"/> where the whole image is brought to the square.</returns>
    public int? ResizeShorterSide(int imageSize) => CenterCrop is double part ? (int)Math.Round(imageSize / part) : null;

    internal AugmentationOptions Copy()
    {
        var copy = (AugmentationOptions)MemberwiseClone();
        copy.Mean = [.. Mean];
        copy.StandardDeviation = [.. StandardDeviation];
        return copy;
    }

    internal void Validate()
    {
        OptionCheck.InRange(LeastCropArea, 0.01, 1, "Augmentation.LeastCropArea");
        OptionCheck.InRange(Brightness, 0, 10, "Augmentation.Brightness");
        OptionCheck.InRange(Contrast, 0, 10, "Augmentation.Contrast");
        OptionCheck.InRange(Saturation, 0, 10, "Augmentation.Saturation");
        OptionCheck.InRange(Hue, 0, 0.5, "Augmentation.Hue");
        OptionCheck.InRange(CenterCrop ?? 1, 0.1, 1, "Augmentation.CenterCrop");
        OptionCheck.InRange(CropPadding, 0, 64, "Augmentation.CropPadding");
        OptionCheck.InRange(RotationDegrees, 0, 180, "Augmentation.RotationDegrees");
        OptionCheck.InRange(RandAugmentOperations, 1, 10, "Augmentation.RandAugmentOperations");
        OptionCheck.InRange(RandAugmentMagnitude, 0, RandAugmentLevels - 1, "Augmentation.RandAugmentMagnitude");
        OptionCheck.InRange(CutoutSize, 0, 1024, "Augmentation.CutoutSize");
        if (Policy != Augmentations.RandAugment && (RandAugmentOperations, RandAugmentMagnitude) != (DefaultOperations, DefaultMagnitude))
        {
            throw new ArgumentException(
                $"Augmentation.RandAugmentOperations or RandAugmentMagnitude is set, but Augmentation.Policy is '{Policy}': set Policy = "
                + $"\"{Augmentations.RandAugment}\", or leave them at {DefaultOperations} and {DefaultMagnitude}.",
                "Augmentation.Policy");
        }

        if (CutoutSize % 2 == 1)
        {
            throw new ArgumentException(
                $"Augmentation.CutoutSize must be even, as many pixels to either side of a middle, but is {CutoutSize}: set {CutoutSize + 1}.", "Augmentation.CutoutSize");
        }

        Triple(Mean, 0, "Augmentation.Mean");
        Triple(StandardDeviation, 1e-6f, "Augmentation.StandardDeviation");
    }

    private static void Triple(IReadOnlyList<float> values, float least, string name)
    {
        if (OptionCheck.NotNull(values, name).Count != 3)
        {
            throw new ArgumentException($"{name} must have three values (red, green, blue), but has {values.Count}.", name);
        }

        foreach (float value in values)
        {
            OptionCheck.InRange(value, least, 1, name);
        }
    }
}
