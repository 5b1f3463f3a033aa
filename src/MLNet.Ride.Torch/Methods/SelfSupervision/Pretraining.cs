using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Training;
using MLNet.Ride.Torch.Training.Runs;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Methods.SelfSupervision;

/// <summary>
/// Self-supervised pre-training (SSP): the network learns a self-supervised task alone, on images as they occur and without their labels, before any other stage
/// trains it from these weights.
/// </summary>
/// <remarks>Yang and Xu, "Rethinking the Value of Labels for Improving Class-Imbalanced Learning", NeurIPS 2020, section 3.</remarks>
internal static class Pretraining
{
    /// <summary>Plans the stage.</summary>
    public static PlannedStage Planned(RideModel model, LabeledImages images, RideOptions options, int seed, Device device)
        => new(StageNames.Pretraining, () => Stage(model, images, options, seed, device));

    /// <summary>Creates the stage.</summary>
    public static ExpertStage Stage(RideModel model, LabeledImages images, RideOptions options, int seed, Device device)
    {
        RideOptions own = Options(options);
        var task = new TaskAlone(SelfSupervisionRegistry.CreateTask(own, model, images, seed, device)!, model);
        return new(StageNames.Pretraining, model, images, own, task: task) { LearnsLabels = false };
    }

    // What uses labels, or needs trained weights, is for later stages.
    private static RideOptions Options(RideOptions run)
    {
        RideOptions own = run.Copy();
        own.Epochs = run.SelfSupervision.PretrainingEpochs;
        own.SelfSupervision.ExcludeSameClass = false;
        own.Loss = new() { Classification = Torch.Options.Losses.CrossEntropy, DeferredReweighting = false, DiversityFactor = 0 };
        (own.Sampling, own.Mixing, own.Consistency, own.FineTuning) = (new(), new(), new(), new());
        return own;
    }
}
