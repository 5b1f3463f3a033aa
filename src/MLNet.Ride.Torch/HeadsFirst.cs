using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Training;

namespace MLNet.Ride.Torch;

/// <summary>
/// Classifiers that learn alone on the features of a pretrained network before the whole network does (Kumar et al., "Fine-Tuning can Distort Pretrained
/// Features and Underperform Out-of-Distribution", ICLR 2022). Batches and learning rate are those of the recipe <c>frozen-features</c>.
/// </summary>
internal static class HeadsFirst
{
    /// <summary>The options of the classifiers' run, with the losses and the sampling of the whole run.</summary>
    public static RideOptions Options(RideOptions run)
    {
        RideOptions heads = run.Copy();
        var usual = new RideOptions();
        heads.Epochs = run.FineTuning.HeadEpochs;
        heads.BatchSize = usual.BatchSize;
        heads.Optimizer = new() { Schedule = LearningRateSchedules.Cosine, WarmUpFraction = 0, WeightDecay = run.Optimizer.WeightDecay };
        (heads.Mixing, heads.SelfSupervision, heads.SoftLabels, heads.Distillation) = (usual.Mixing, usual.SelfSupervision, usual.SoftLabels, usual.Distillation);
        heads.Consistency = usual.Consistency;
        (heads.Classifier, heads.Validation, heads.Translation, heads.Routing.Enabled) = (usual.Classifier, usual.Validation, usual.Translation, false);
        return heads;
    }

    /// <summary>Reports the classifiers' run under the name of a stage of its own.</summary>
    public static IProgress<TrainingProgress>? Progress(IProgress<TrainingProgress>? progress) => progress is null ? null : new OfHeads(progress);

    private sealed class OfHeads(IProgress<TrainingProgress> progress) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
            => progress.Report(value.Stage == StageNames.Experts ? value with { Stage = StageNames.Heads } : value);
    }
}
