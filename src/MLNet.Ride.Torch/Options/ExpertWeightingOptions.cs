using System.ComponentModel.DataAnnotations;

namespace MLNet.Ride.Torch.Options;

/// <summary>Settings for learning the experts' weights from unlabeled images. The defaults are those published for CIFAR-100-LT, except for augmentations that MLNet.Ride does not have.</summary>
public sealed class ExpertWeightingOptions
{
    /// <summary>Number of epochs, between 1 and 1000; training stops early if an expert's weight approaches zero.</summary>
    /// <value>The default value is 5.</value>
    [Range(1, 1000)]
    public int Epochs { get; set; } = 5;

    /// <summary>Images in a step, at least 1.</summary>
    /// <value>The default value is 128.</value>
    [Range(1, int.MaxValue)]
    public int BatchSize { get; set; } = 128;

    /// <summary>Learning rate, above 0, of SGD with Nesterov momentum 0.9 and weight decay 5e-4.</summary>
    /// <value>The default value is 0.1.</value>
    [Range(0, double.MaxValue, MinimumIsExclusive = true)]
    public double LearningRate { get; set; } = 0.1;

    /// <summary>Seed of the two views; <see langword="null"/> for a random one.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public int? Seed { get; set; }

    /// <summary>
    /// Augmentation of the two views of an image; normalization and size are the model's. For photos, set
    /// <see cref="AugmentationOptions.RandomResizedCrop"/> and a <see cref="AugmentationOptions.CropPadding"/> of 0.
    /// </summary>
    /// <value>By default, crops with 4 pixels of padding, flips, brightness, contrast, and saturation of 0.4, hue of 0.1, and no rotation.</value>
    public AugmentationOptions Augmentation { get; set; } = new()
    {
        RotationDegrees = 0,
        Brightness = 0.4,
        Contrast = 0.4,
        Saturation = 0.4,
        Hue = 0.1,
    };

    /// <summary>Makes a deep copy. The settings must be valid.</summary>
    /// <returns>The copy.</returns>
    public ExpertWeightingOptions Copy()
    {
        var copy = (ExpertWeightingOptions)MemberwiseClone();
        copy.Augmentation = Augmentation.Copy();
        return copy;
    }

    /// <summary>Checks every setting.</summary>
    /// <exception cref="ArgumentException">A setting is not allowed; the message names it, what it must be, and its value.</exception>
    public void Validate()
    {
        OptionAnnotations.Check(this);
        Augmentation.CheckTogether();
    }
}
