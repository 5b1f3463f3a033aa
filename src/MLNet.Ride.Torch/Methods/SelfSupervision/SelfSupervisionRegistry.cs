using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Training;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Methods.SelfSupervision;

/// <summary>The self-supervised tasks by name. To add one, add an entry.</summary>
public static class SelfSupervisionRegistry
{
    private const string Generators = "self-supervision";

    /// <summary>The tasks of <see cref="SelfSupervisedTasks"/>, and yours.</summary>
    public static Registry<TaskOfStage> All { get; } = new("self-supervised task", nameof(SelfSupervisionRegistry))
    {
        [SelfSupervisedTasks.None] = (_, _, _, _, _) => null,
        [SelfSupervisedTasks.Rotation] = (model, options, _, generator, device)
            => new RotationTask(model.Network.Backbone.FeatureCount, options.Weight, generator, device),
        [SelfSupervisedTasks.Contrastive] = (model, options, queueLength, generator, device)
            => new ContrastiveTask(model, options, queueLength, generator, device),
    };

    /// <summary>Creates the task that a stage learns besides the labels; null if there is none, or if the network learns it in <see cref="Pretraining"/>.</summary>
    /// <param name="options">Settings.</param>
    /// <param name="model">The model being trained, on the training device.</param>
    /// <param name="images">The training images.</param>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="device">The device.</param>
    internal static IAuxiliaryTask? Create(RideOptions options, RideModel model, LabeledImages images, int seed, Device device)
        => options.SelfSupervision.PretrainingEpochs > 0 ? null : CreateTask(options, model, images, seed, device);

    /// <summary>Creates the task; null if there is none.</summary>
    /// <param name="options">Settings.</param>
    /// <param name="model">The model being trained, on the training device.</param>
    /// <param name="images">The training images.</param>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="device">The device.</param>
    internal static IAuxiliaryTask? CreateTask(RideOptions options, RideModel model, LabeledImages images, int seed, Device device)
    {
        SelfSupervisionOptions own = options.SelfSupervision;
        using Generator generator = EpochRandom.Generator(seed, Generators);
        return All.Find(own.Task, "SelfSupervision.Task")(model, own, own.QueueLengthFor(images.Count, options.BatchSize), generator, device);
    }

    /// <exception cref="ArgumentException">The task is unknown, or there is none and other settings would have no effect.</exception>
    internal static void Check(SelfSupervisionOptions options)
    {
        All.Check(options.Task, "SelfSupervision.Task");
        if (options.Task == SelfSupervisedTasks.None)
        {
            OptionCheck.SwitchedOff(options, "SelfSupervision", nameof(options.Task), string.Join(" or ", All.Names.Except([SelfSupervisedTasks.None])));
        }
    }
}
