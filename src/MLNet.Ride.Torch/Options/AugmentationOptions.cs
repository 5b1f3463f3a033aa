namespace MLNet.Ride.Torch;

/// <summary>Random changes of the training images (the CIFAR recipe), and the normalisation of all images.</summary>
public sealed class AugmentationOptions
{
    /// <summary>Pixels of black border added on each side before a random crop back to the size, 0 to 64; 0 does not crop.</summary>
    /// <value>The default value is 4.</value>
    public int CropPadding { get; set; } = 4;

    /// <summary>Whether half of the images are mirrored left to right.</summary>
    /// <value>The default value is <see langword="true"/>.</value>
    public bool HorizontalFlip { get; set; } = true;

    /// <summary>Largest rotation to either side in degrees, 0 to 180; corners become black.</summary>
    /// <value>The default value is 15.</value>
    public double RotationDegrees { get; set; } = 15;

    /// <summary>Mean of red, green and blue, on a scale of 0 to 1, that is subtracted from every pixel.</summary>
    /// <value>The default value is that of CIFAR: 0.4914, 0.4822, 0.4465.</value>
    public IReadOnlyList<float> Mean { get; set; } = [0.4914f, 0.4822f, 0.4465f];

    /// <summary>Standard deviation of red, green and blue, on a scale of 0 to 1, above 0, that every pixel is divided by.</summary>
    /// <value>The default value is that of CIFAR: 0.2023, 0.1994, 0.2010.</value>
    public IReadOnlyList<float> StandardDeviation { get; set; } = [0.2023f, 0.1994f, 0.2010f];

    internal AugmentationOptions Copy()
    {
        var copy = (AugmentationOptions)MemberwiseClone();
        copy.Mean = [.. Mean];
        copy.StandardDeviation = [.. StandardDeviation];
        return copy;
    }

    internal void Validate()
    {
        OptionCheck.InRange(CropPadding, 0, 64, "Augmentation.CropPadding");
        OptionCheck.InRange(RotationDegrees, 0, 180, "Augmentation.RotationDegrees");
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
