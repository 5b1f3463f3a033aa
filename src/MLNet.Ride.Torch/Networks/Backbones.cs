namespace MLNet.Ride.Torch.Networks;

/// <summary>The registry of backbones. A further one is a further entry.</summary>
public static class Backbones
{
    private static readonly Dictionary<string, Func<ModelDescription, ExpertBackbone>> Registry = new(StringComparer.Ordinal)
    {
        ["resnet20"] = d => new CifarResNet(d, 3),
        ["resnet32"] = d => new CifarResNet(d, 5),
        ["resnet44"] = d => new CifarResNet(d, 7),
        ["resnet56"] = d => new CifarResNet(d, 9),
        ["resnet10"] = d => new ImageNetResNet(d, new([1, 1, 1, 1], false)),
        ["resnet18"] = d => new ImageNetResNet(d, new([2, 2, 2, 2], false)),
        ["resnet34"] = d => new ImageNetResNet(d, new([3, 4, 6, 3], false)),
        ["resnet50"] = d => new ImageNetResNet(d, new([3, 4, 6, 3], true)),
        ["resnet101"] = d => new ImageNetResNet(d, new([3, 4, 23, 3], true)),
        ["resnet152"] = d => new ImageNetResNet(d, new([3, 8, 36, 3], true)),
        ["resnext50"] = d => new ImageNetResNet(d, new([3, 4, 6, 3], true, 32, 4)),
        ["resnext101"] = d => new ImageNetResNet(d, new([3, 4, 23, 3], true, 32, 4)),
        ["resnext152"] = d => new ImageNetResNet(d, new([3, 8, 36, 3], true, 32, 4)),
    };

    /// <summary>Names that <see cref="ModelDescription.Backbone"/> may have.</summary>
    public static IReadOnlyCollection<string> Names => Registry.Keys;

    internal static ExpertBackbone Create(ModelDescription description)
    {
        OptionCheck.Known(description.Backbone, Names, nameof(ModelDescription.Backbone));
        return Registry[description.Backbone](description);
    }
}
