namespace MLNet.Ride.Torch.Options;

/// <summary>Settings of learning the experts' weights from images without labels; the defaults are the published ones for CIFAR-100-LT, as far as there are such augmentations here.</summary>
public sealed class ExpertWeightingOptions
{
    /// <summary>Passes over the images, 1 to 1,000; fewer where an expert comes to have next to no weight.</summary>
    /// <value>The default value is 5.</value>
    public int Epochs { get; set; } = 5;

    /// <summary>Images in a step, at least 1.</summary>
    /// <value>The default value is 128.</value>
    public int BatchSize { get; set; } = 128;

    /// <summary>Learning rate, above 0, of stochastic gradient descent with Nesterov momentum 0.9 and weight decay 5e-4.</summary>
    /// <value>The default value is 0.1.</value>
    public double LearningRate { get; set; } = 0.1;

    /// <summary>Seed of the two views; <see langword="null"/> draws one.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public int? Seed { get; set; }

    /// <summary>
    /// How the two views of an image are changed at random; the normalisation and the size are the model's. For photos set
    /// <see cref="AugmentationOptions.RandomResizedCrop"/> and a <see cref="AugmentationOptions.CropPadding"/> of 0.
    /// </summary>
    /// <value>By default crops with 4 pixels of padding, flips, brightness, contrast and saturation of 0.4 and hue of 0.1, and no rotation.</value>
    public AugmentationOptions Augmentation { get; set; } = new()
    {
        RotationDegrees = 0,
        Brightness = 0.4,
        Contrast = 0.4,
        Saturation = 0.4,
        Hue = 0.1,
    };

    /// <summary>Makes a copy whose augmentation is a copy too. The settings must be valid.</summary>
    /// <returns>The copy.</returns>
    public ExpertWeightingOptions Copy()
    {
        var copy = (ExpertWeightingOptions)MemberwiseClone();
        copy.Augmentation = Augmentation.Copy();
        return copy;
    }

    /// <summary>Checks every setting against its range.</summary>
    /// <exception cref="ArgumentException">A setting is out of range; the message names it, its value and the range.</exception>
    public void Validate()
    {
        OptionCheck.InRange(Epochs, 1, 1000, nameof(Epochs));
        OptionCheck.InRange(BatchSize, 1, int.MaxValue, nameof(BatchSize));
        OptionCheck.InRange(LearningRate, double.Epsilon, double.MaxValue, nameof(LearningRate));
        OptionCheck.NotNull(Augmentation, nameof(Augmentation)).Validate();
    }
}
