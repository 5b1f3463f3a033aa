using MLNet.Ride.Torch.Networks.Blocks;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Torch.Networks;

/// <summary>The backbones by name. To add one, add an entry.</summary>
public static class BackboneRegistry
{
    private static readonly Backbone s_vectors = new(description => new VectorExperts(description), VectorExperts.Measure);

    /// <summary>The backbones of <see cref="Backbones"/>, and yours.</summary>
    public static Registry<Backbone> All { get; } = new("backbone", nameof(BackboneRegistry))
    {
        [Backbones.ResNet20] = Cifar(3),
        [Backbones.ResNet32] = Cifar(5),
        [Backbones.ResNet44] = Cifar(7),
        [Backbones.ResNet56] = Cifar(9),
        [Backbones.ResNet32Branches] = new(description => new BranchedCifarResNet(description, 5), description => BranchedCifarResNet.Measure(description, 5)) { StageCount = 3 },
        [Backbones.ResNet10] = ImageNet(new([1, 1, 1, 1], false)),
        [Backbones.ResNet18] = ImageNet(new([2, 2, 2, 2], false)),
        [Backbones.ResNet18ImageNet] = ImageNet(new([2, 2, 2, 3], false)) with { Pretrained = PretrainedFile.ResNet18 },
        [Backbones.ResNet34] = ImageNet(new([3, 4, 6, 3], false)),
        [Backbones.ResNet50] = ImageNet(new([3, 4, 6, 3], true)),
        [Backbones.ResNet101] = ImageNet(new([3, 4, 23, 3], true)),
        [Backbones.ResNet152] = ImageNet(new([3, 8, 36, 3], true)),
        [Backbones.ResNeXt50] = ImageNet(new([3, 4, 6, 3], true, 32, 4)),
        [Backbones.ResNeXt101] = ImageNet(new([3, 4, 23, 3], true, 32, 4)),
        [Backbones.ResNeXt152] = ImageNet(new([3, 8, 36, 3], true, 32, 4)),
    };

    /// <exception cref="ArgumentException">The backbone has three stages, the last of which cannot be shared.</exception>
    internal static void CheckSharing(string backbone, bool sharedThirdStage, string option)
    {
        if (sharedThirdStage && !All.Find(backbone).CanShareThirdStage)
        {
            throw new ArgumentException(
                $"{option} needs a backbone with four stages, which {backbone} does not have: set {option} = false.", option);
        }
    }

    /// <summary>The backbone of a network.</summary>
    internal static Backbone Of(NetworkDescription network) => network.Vectors is null ? All.Find(network.Backbone) : s_vectors;

    /// <exception cref="ArgumentException">The backbone has fewer stages.</exception>
    internal static void CheckFrozen(string backbone, int stages)
    {
        if (All.Find(backbone).StageCount is int count && stages > count)
        {
            throw new ArgumentException(
                $"FineTuning.FrozenStages is {stages}, but the backbone '{backbone}' has {count} {(count == 1 ? "stage" : "stages")}: set it to {count}, so that only the "
                + "classifiers learn, or lower.",
                "FineTuning.FrozenStages");
        }
    }

    private static Backbone Cifar(int blocks) => new(d => new CifarResNet(d, blocks), d => CifarResNet.Measure(d, blocks)) { StageCount = 3 };

    private static Backbone ImageNet(ResidualStages stages)
        => new(d => new ImageNetResNet(d, stages), d => ImageNetResNet.Measure(d, stages)) { CanShareThirdStage = true, StageCount = 4 };
}
