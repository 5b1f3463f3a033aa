using System.Diagnostics;
using System.Globalization;
using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Runtime;
using MLNet.Ride.Torch.Runtime.Mpi;
using MLNet.Ride.Torch.Training.Checkpoints;
using MLNet.Ride.Torch.Training.Validation;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Training.Runs;

/// <summary>Runs the stages of a run, from the start or from a checkpoint.</summary>
internal sealed class StageRunner(
    LabeledImages images,
    LabeledImages? validationImages,
    RideOptions options,
    int seed,
    Device device,
    CheckpointWriter? checkpoints,
    Action<string>? log,
    IProgress<TrainingProgress>? progress,
    CancellationToken cancellationToken,
    ProcessGroup? processes = null)
{
    private readonly ProcessGroup _group = processes ?? ProcessGroup.Single;

    /// <summary>
    /// Runs a stage to its end. Whatever stops it, a checkpoint is written if checkpoints are enabled and the weights are finite.
    /// </summary>
    /// <param name="stage">The stage.</param>
    /// <param name="from">A checkpoint of this stage to resume from; null to start.</param>
    public void Run(ITrainingStage stage, CheckpointCard? from = null)
    {
        _group.ThrowIfCanceled(cancellationToken);
        using Activity? activity = Instrumentation.Activities.StartActivity($"stage {stage.Name}");
        activity?.SetTag("ride.stage", stage.Name).SetTag("ride.epochs", stage.EpochCount);
        using StageValidation? validation = validationImages is null || !stage.LearnsLabels || stage.Images is not null
            ? null
            : new StageValidation(stage, options.Validation, validationImages, device, cancellationToken, _group);
        StagePosition position = StagePosition.Start;
        if (from is not null)
        {
            checkpoints!.Restore(stage, validation, from);
            position = from.Position;
        }

        using ParallelStage? parallel = _group.IsParallel ? new ParallelStage(_group, stage) : null;
        BatchPlan plan = Plan(stage);
        IEnumerable<(int, Random)> epochs = Enumerable.Range(position.Epoch, stage.EpochCount + 1 - position.Epoch)
            .Select(epoch => (epoch, EpochRandom.Create(seed, stage.Name, epoch)));
        using var feed = new BatchFeed(
            stage.Images ?? images,
            new ImageAugmenter(options.Augmentation, images.ImageSize),
            stage.Sampler,
            plan,
            epochs,
            stage.ViewCount,
            options.DataWorkers,
            mixer: stage.Mixer,
            partners: stage.Partners,
            furtherViews: stage.FurtherViews is { } views ? new ImageAugmenter(views, images.ImageSize) : null,
            skipped: position.Steps,
            part: new BatchPart(_group.Rank, _group.Size),
            forGpu: device.type == DeviceType.CUDA);
        using var run = new StageRun(stage, position, feed, plan, device, validation, parallel, progress, cancellationToken);
        try
        {
            while (!run.IsDone)
            {
                int epoch = run.RunEpoch(checkpoints?.WhereTheLastIs);
                if (run.IsDone || checkpoints?.IsDue(epoch) == true)
                {
                    run.ThrowIfSpoiled(epoch, checkpoints?.WhereTheLastIs);
                    checkpoints?.Write(stage, run.Position, validation);
                }
            }
        }
        catch (Exception cause) when (!run.HasDiverged && (parallel is null || cause is OperationCanceledException))
        {
            Save(run, stage, validation);
            throw;
        }

        End(stage, validation);
    }

    private BatchPlan Plan(ITrainingStage stage)
    {
        int least = stage.LeastBatch * _group.Size;
        var plan = new BatchPlan(stage.Sampler.EpochLength, stage.BatchSize, least);
        int smallest = Math.Min(plan.Batch(0).Length, plan.Batch(plan.BatchCount - 1).Length);
        if (_group.IsParallel && !stage.SupportsDataParallel)
        {
            throw new ArgumentException(
                $"The self-supervised task of stage '{stage.Name}' does not support several processes: start one, or set SelfSupervision.Task to "
                + $"{SelfSupervisedTasks.Rotation} or {SelfSupervisedTasks.None}.");
        }

        return !_group.IsParallel || smallest >= least
            ? plan
            : throw new ArgumentException(
                $"A batch of stage '{stage.Name}' has {smallest} images, but {_group.Size} processes need {stage.LeastBatch} each: increase BatchSize, or start fewer processes.");
    }

    // The original exception is thrown, even if its cause also prevents the checkpoint from being written, such as a full disk or a lost
    // device.
    private void Save(StageRun run, ITrainingStage stage, StageValidation? validation)
    {
        try
        {
            if (checkpoints is not null && run.SpoiledWeights() is null)
            {
                run.ReadLosses(null);
                checkpoints.Write(stage, run.Position, validation);
            }
        }
        catch (Exception error)
        {
            log?.Invoke($"No checkpoint could be written when the run stopped: {error.Message}{checkpoints!.WhereTheLastIs}");
        }
    }

    private void End(ITrainingStage stage, StageValidation? validation)
    {
        if (stage.Outcome != stage.Model)
        {
            stage.Model.LoadState(stage.Outcome.State());
        }

        if (validation is { IsOver: true, Best: { } best })
        {
            log?.Invoke($"Stage '{stage.Name}' stops early: no improvement since epoch {best.Epoch}.");
        }

        if (validation?.TakeBest() == true)
        {
            log?.Invoke(string.Create(
                CultureInfo.InvariantCulture, $"Stage '{stage.Name}' keeps the weights of epoch {validation.Best!.Epoch} ({options.Validation.Metric} accuracy {validation.Best.Value:0.00%})."));
        }
    }
}
