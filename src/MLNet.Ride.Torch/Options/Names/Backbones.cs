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

    /// <summary>ResNet-10 for photos.</summary>
    public const string ResNet10 = "resnet10";

    /// <summary>ResNet-18 for photos.</summary>
    public const string ResNet18 = "resnet18";

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
