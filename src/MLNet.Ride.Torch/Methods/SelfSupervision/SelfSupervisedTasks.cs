using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Training;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Methods.SelfSupervision;

/// <summary>The registry of self-supervised tasks. A further one is a further entry.</summary>
/// <remarks>
/// <list type="table">
/// <item><term><c>none</c></term><description>The labels alone.</description></item>
/// <item><term><c>rotation</c></term><description>By which of 0°, 90°, 180° and 270° an image is rotated.</description></item>
/// <item><term><c>contrastive</c></term><description>Which of many keys belongs to another view of the same image.</description></item>
/// </list>
/// </remarks>
public static class SelfSupervisedTasks
{
    /// <summary>No task.</summary>
    public const string None = KnownNames.None;

    /// <summary>Prediction of rotations.</summary>
    public const string Rotation = "rotation";

    /// <summary>Momentum contrast.</summary>
    public const string Contrastive = "contrastive";

    private const string Generators = "self-supervision";

    private static readonly Dictionary<string, Entry> Registry = new(StringComparer.Ordinal)
    {
        [None] = new((_, _, _, _, _) => null),
        [Rotation] = new((model, options, _, generator, device) => new RotationTask(model.Network.Backbone.FeatureCount, options.Weight, generator, device)),
        [Contrastive] = new(
            (model, options, queueLength, generator, device) => new ContrastiveTask(model, options, queueLength, generator, device), ContrastiveTask.Views),
    };

    /// <summary>Names that <see cref="SelfSupervisionOptions.Task"/> may have.</summary>
    public static IReadOnlyCollection<string> Names => Registry.Keys;

    /// <summary>How many random changes of an image a task compares.</summary>
    internal static int ViewCount(string name) => Find(name).ViewCount;

    /// <summary>Makes the task of a stage, null where there is none.</summary>
    /// <param name="options">Settings.</param>
    /// <param name="model">What learns, on the device of the training.</param>
    /// <param name="images">The training images.</param>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="device">The device.</param>
    internal static IAuxiliaryTask? Create(RideOptions options, RideModel model, LabeledImages images, int seed, Device device)
    {
        SelfSupervisionOptions own = options.SelfSupervision;
        using Generator generator = EpochRandom.Generator(seed, Generators);
        return Find(own.Task).Create(model, own, own.QueueLengthFor(images.Count, options.BatchSize), generator, device);
    }

    /// <exception cref="ArgumentException">The task is not known, or there is none and other settings would have no effect.</exception>
    internal static void Check(SelfSupervisionOptions options)
    {
        OptionCheck.Known(options.Task, Names, "SelfSupervision.Task");
        if (options.Task == None)
        {
            OptionCheck.SwitchedOff(options, "SelfSupervision", nameof(options.Task), string.Join(" or ", Names.Except([None])));
        }
    }

    private static Entry Find(string name)
    {
        OptionCheck.Known(name, Names, "SelfSupervision.Task");
        return Registry[name];
    }

    private sealed record Entry(Func<RideModel, SelfSupervisionOptions, int, Generator, Device, IAuxiliaryTask?> Create, int ViewCount = 1);
}
