using MLNet.Ride.Torch.Augmentation;
using MLNet.Ride.Torch.Checkpoints;
using MLNet.Ride.Torch.Data;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Training;

/// <summary>Takes the stages of a run through their epochs, from the start or from where a checkpoint left them.</summary>
internal sealed class StageRunner(
    LabeledImages images,
    AugmentationOptions augmentation,
    int seed,
    Device device,
    CheckpointWriter? checkpoints,
    IProgress<TrainingProgress>? progress,
    CancellationToken cancellationToken)
{
    /// <summary>Runs a stage to its end. On cancellation a checkpoint is written, where the run has any.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="from">A checkpoint of this stage to go on from; null to start.</param>
    public void Run(ITrainingStage stage, CheckpointCard? from = null)
    {
        cancellationToken.ThrowIfCancellationRequested();
        StagePosition position = StagePosition.Start;
        if (from is not null)
        {
            checkpoints!.Restore(stage, from);
            position = from.Position;
        }

        var plan = new BatchPlan(stage.Sampler.EpochLength, stage.BatchSize, stage.LeastBatch);
        IEnumerable<(int, Random)> epochs = Enumerable.Range(position.Epoch, stage.EpochCount + 1 - position.Epoch)
            .Select(epoch => (epoch, EpochRandom.Create(seed, stage.Name, epoch)));
        using var feed = new BatchFeed(images, new ImageAugmenter(augmentation, images.ImageSize), stage.Sampler, plan, epochs);
        var run = new StageRun(stage, position, feed, plan, device, progress, cancellationToken);
        try
        {
            run.SkipDoneSteps();
            while (!run.IsDone)
            {
                int epoch = run.RunEpoch(checkpoints?.WhereTheLastIs);
                if (checkpoints?.IsDue(epoch, stage) == true)
                {
                    run.ThrowIfNotFinite(checkpoints.WhereTheLastIs);
                    checkpoints.Write(stage, run.Position);
                }
            }
        }
        catch (OperationCanceledException)
        {
            checkpoints?.Write(stage, run.Position);
            throw;
        }
    }
}
