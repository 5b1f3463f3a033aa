using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Methods.Decoupling;
using MLNet.Ride.Torch.Methods.Distillation;
using MLNet.Ride.Torch.Methods.SelfSupervision;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Training;
using MLNet.Ride.Torch.Training.Runs;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Methods.SoftLabels;

/// <summary>Plans the stages of <see cref="SoftLabelOptions"/> up to the experts.</summary>
internal static class SoftLabelStages
{
    /// <summary>Returns the stages in order. The first network is released when the last stage begins.</summary>
    /// <param name="model">The network of the run, with its initial weights, on the device.</param>
    /// <param name="first">The network that is trained before it: <see cref="Untrained"/>.</param>
    /// <param name="images">The training images.</param>
    /// <param name="options">Settings.</param>
    /// <param name="classifier">Inputs for training the classifiers of the first network.</param>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="device">Training device.</param>
    public static IReadOnlyList<PlannedStage> Of(
        RideModel model, FirstNetwork first, LabeledImages images, RideOptions options, ClassifierTask classifier, int seed, Device device)
    {
        IClassifierMethod method = ClassifierRegistry.All.Find(options.SoftLabels.ClassifierMethod)!;
        return
        [
            new(StageNames.Features, () => new ExpertStage(
                StageNames.Features, first.Model, images, options, task: SelfSupervisionRegistry.Create(options, first.Model, images, seed, device))),
            ClassifierStage.Planned(StageNames.SoftLabels, () => first.Model, method, classifier),
            new(StageNames.Experts, () => new ExpertStage(StageNames.Experts, model, images, options, task: SoftLabelTask())),
        ];

        SoftLabelTask SoftLabelTask()
        {
            Teacher teacher = Teacher.CopyOf(first.Model, model.Description, device);
            first.Dispose();
            return new(model, teacher, options.SoftLabels, seed, device);
        }
    }

    /// <summary>Creates the first network on the device, with its own initial weights.</summary>
    /// <param name="model">The network of the run, with its initial weights.</param>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="device">Training device.</param>
    /// <param name="weightsGiven">Whether initial weights were provided; they then apply to both networks.</param>
    public static RideModel Untrained(RideModel model, int seed, Device device, bool weightsGiven)
    {
        RideModel first = RideModel.Create(model.Description, EpochRandom.Create(seed, StageNames.Features, 0).Next());
        if (weightsGiven)
        {
            first.LoadState(model.State());
        }

        first.To(device);
        return first;
    }
}
