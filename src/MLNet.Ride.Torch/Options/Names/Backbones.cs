namespace MLNet.Ride.Torch.Options;

/// <summary>Names of the backbones of the library, for <see cref="RideOptions.Backbone"/>.</summary>
public static class Backbones
{
    /// <summary>ResNet-20 for small images.</summary>
    public const string ResNet20 = "resnet20";

    /// <summary>ResNet-32 for small images.</summary>
    public const string ResNet32 = "resnet32";

    /// <summary>ResNet-44 for small images.</summary>
    public const string ResNet44 = "resnet44";

    /// <summary>ResNet-56 for small images.</summary>
    public const string ResNet56 = "resnet56";

    /// <summary>
    /// ResNet-32 for small images whose experts share all but the last residual block, as the branches of BBN do. It has the full width
    /// (<see cref="RideOptions.ReducedWidth"/> is not used).
    /// </summary>
    public const string ResNet32Branches = "resnet32-branches";

    /// <summary>ResNet-10 for photos.</summary>
    public const string ResNet10 = "resnet10";

    /// <summary>ResNet-18 for photos.</summary>
    public const string ResNet18 = "resnet18";

    /// <summary>
    /// ResNet-18 for photos, with a third block in its last stage, that starts from weights trained on ImageNet. The app needs the NuGet package
    /// Microsoft.ML.DnnImageFeaturizer.ResNet18 for training, but not for a saved model. Experts have the full width
    /// (<see cref="RideOptions.ReducedWidth"/> is not used), and images are normalized as in pretraining (neither are
    /// <see cref="AugmentationOptions.Mean"/> and <see cref="AugmentationOptions.StandardDeviation"/>).
    /// </summary>
    public const string ResNet18ImageNet = "resnet18-imagenet";

    /// <summary>ResNet-34 for photos.</summary>
    public const string ResNet34 = "resnet34";

    /// <summary>ResNet-50 for photos.</summary>
    public const string ResNet50 = "resnet50";

    /// <summary>ResNet-101 for photos.</summary>
    public const string ResNet101 = "resnet101";

    /// <summary>ResNet-152 for photos.</summary>
    public const string ResNet152 = "resnet152";

    /// <summary>ResNeXt-50 (32×4d) for photos.</summary>
    public const string ResNeXt50 = "resnext50_32x4d";

    /// <summary>ResNeXt-101 (32×4d) for photos.</summary>
    public const string ResNeXt101 = "resnext101_32x4d";

    /// <summary>ResNeXt-152 (32×4d) for photos.</summary>
    public const string ResNeXt152 = "resnext152_32x4d";
}
