using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Methods.Decoupling;
using MLNet.Ride.Torch.Methods.Distillation;
using MLNet.Ride.Torch.Methods.SelfSupervision;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Training;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Methods.SoftLabels;

/// <summary>The stages of <see cref="SoftLabelOptions"/> up to the experts.</summary>
internal static class SoftLabelStages
{
    /// <summary>Each stage is made when those before it are done; the first network is dropped with the last one.</summary>
    /// <param name="model">The network of the run, with its initial weights, on the device.</param>
    /// <param name="images">The training images.</param>
    /// <param name="options">Settings.</param>
    /// <param name="classifier">What the classifiers of the first network are learned from.</param>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="device">Device of the training.</param>
    /// <param name="weightsGiven">Whether the initial weights were given, and are for both networks.</param>
    public static IEnumerable<ITrainingStage> Of(
        RideModel model, LabeledImages images, RideOptions options, ClassifierTask classifier, int seed, Device device, bool weightsGiven)
    {
        using RideModel first = Untrained(model, seed, device, weightsGiven);
        yield return new ExpertStage(StageNames.Features, first, images, options, task: SelfSupervisionRegistry.Create(options, first, images, seed, device));

        IClassifierMethod method = ClassifierRegistry.All.Find(options.SoftLabels.ClassifierMethod)!;
        method.Begin(first, classifier);
        yield return new ClassifierStage(first, method, images, options.Classifier, StageNames.SoftLabels);

        using Teacher teacher = Teacher.CopyOf(first, model.Description, device);
        yield return new ExpertStage(StageNames.Experts, model, images, options, task: new SoftLabelTask(model, teacher, options.SoftLabels, seed, device));
    }

    private static RideModel Untrained(RideModel model, int seed, Device device, bool weightsGiven)
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
