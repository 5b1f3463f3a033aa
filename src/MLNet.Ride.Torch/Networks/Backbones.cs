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
    };

    /// <summary>Names that <see cref="ModelDescription.Backbone"/> may have.</summary>
    public static IReadOnlyCollection<string> Names => Registry.Keys;

    internal static ExpertBackbone Create(ModelDescription description)
    {
        OptionCheck.Known(description.Backbone, Names, nameof(ModelDescription.Backbone));
        return Registry[description.Backbone](description);
    }
}
