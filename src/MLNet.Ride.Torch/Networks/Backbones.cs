using MLNet.Ride.Torch.Networks.Blocks;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Torch.Networks;

/// <summary>The registry of backbones. A further one is a further entry.</summary>
public static class Backbones
{
    private static readonly Dictionary<string, Entry> Registry = new(StringComparer.Ordinal)
    {
        ["resnet20"] = Cifar(3),
        ["resnet32"] = Cifar(5),
        ["resnet44"] = Cifar(7),
        ["resnet56"] = Cifar(9),
        ["resnet10"] = ImageNet(new([1, 1, 1, 1], false)),
        ["resnet18"] = ImageNet(new([2, 2, 2, 2], false)),
        ["resnet34"] = ImageNet(new([3, 4, 6, 3], false)),
        ["resnet50"] = ImageNet(new([3, 4, 6, 3], true)),
        ["resnet101"] = ImageNet(new([3, 4, 23, 3], true)),
        ["resnet152"] = ImageNet(new([3, 8, 36, 3], true)),
        ["resnext50_32x4d"] = ImageNet(new([3, 4, 6, 3], true, 32, 4)),
        ["resnext101_32x4d"] = ImageNet(new([3, 4, 23, 3], true, 32, 4)),
        ["resnext152_32x4d"] = ImageNet(new([3, 8, 36, 3], true, 32, 4)),
    };

    /// <summary>Names that <see cref="NetworkDescription.Backbone"/> may have.</summary>
    public static IReadOnlyCollection<string> Names => Registry.Keys;

    /// <exception cref="ArgumentException">The backbone has three stages, the last of which cannot be shared.</exception>
    internal static void CheckSharing(string backbone, bool sharedThirdStage, string option)
    {
        if (sharedThirdStage && !HasFourStages(backbone))
        {
            throw new ArgumentException(
                $"{option} needs a backbone of four stages, but {backbone} has three, of which the third is its last: set {option} = false.", option);
        }
    }

    internal static bool HasFourStages(string backbone) => Registry[backbone].Stages == 4;

    internal static ExpertBackbone Create(NetworkDescription description) => Find(description).Create(description);

    internal static BackboneCost Measure(NetworkDescription description) => Find(description).Measure(description);

    private static Entry Cifar(int blocks) => new(3, d => new CifarResNet(d, blocks), d => CifarResNet.Measure(d, blocks));

    private static Entry ImageNet(ResidualStages stages) => new(4, d => new ImageNetResNet(d, stages), d => ImageNetResNet.Measure(d, stages));

    private static Entry Find(NetworkDescription description)
    {
        OptionCheck.Known(description.Backbone, Names, nameof(NetworkDescription.Backbone));
        return Registry[description.Backbone];
    }

    private sealed record Entry(int Stages, Func<NetworkDescription, ExpertBackbone> Create, Func<NetworkDescription, BackboneCost> Measure);
}
