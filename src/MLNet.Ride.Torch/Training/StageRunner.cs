using System.Diagnostics;
using MLNet.Ride.Torch.Augmentation;
using MLNet.Ride.Torch.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Training;

/// <summary>Takes stages through their epochs: batches, steps, progress, cancellation and the check of the loss.</summary>
internal sealed class StageRunner(
    LabeledImages images,
    AugmentationOptions augmentation,
    int seed,
    Device device,
    IProgress<TrainingProgress>? progress,
    CancellationToken cancellationToken)
{
    public void Run(ITrainingStage stage)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var plan = new BatchPlan(stage.Sampler.EpochLength, stage.BatchSize, stage.LeastBatch);
        IEnumerable<(int, Random)> epochs = Enumerable.Range(1, stage.EpochCount).Select(epoch => (epoch, EpochRandom.Create(seed, stage.Name, epoch)));
        using var feed = new BatchFeed(images, new ImageAugmenter(augmentation, images.ImageSize), stage.Sampler, plan, epochs);

        var clock = Stopwatch.StartNew();
        for (int epoch = 1; epoch <= stage.EpochCount; epoch++)
        {
            RunEpoch(stage, epoch, feed, plan, clock);
        }
    }

    private void RunEpoch(ITrainingStage stage, int epoch, BatchFeed feed, BatchPlan plan, Stopwatch clock)
    {
        double learningRate = stage.BeginEpoch(epoch);
        double lossSum = 0;
        int seen = 0;
        for (int step = 1; step <= plan.BatchCount; step++)
        {
            LabeledBatch batch = feed.Next(cancellationToken);
            double loss = Step(stage, epoch, batch);
            feed.Return(batch);
            ThrowIfNotFinite(loss, stage, epoch, step);

            lossSum += loss * batch.Count;
            seen += batch.Count;
            double imagesSoFar = ((double)(epoch - 1) * stage.Sampler.EpochLength) + seen;
            progress?.Report(new TrainingProgress(
                stage.Name, epoch, stage.EpochCount, step, plan.BatchCount, lossSum / seen, learningRate, imagesSoFar / clock.Elapsed.TotalSeconds));
        }
    }

    private double Step(ITrainingStage stage, int epoch, LabeledBatch batch)
    {
        using DisposeScope scope = NewDisposeScope();
        return stage.Step(batch.Images(device), batch.Labels(device), epoch).item<float>();
    }

    private static void ThrowIfNotFinite(double loss, ITrainingStage stage, int epoch, int step)
    {
        if (!double.IsFinite(loss))
        {
            throw new InvalidOperationException(
                $"Training diverged: the loss became {loss} in stage '{stage.Name}', epoch {epoch}, step {step}. {stage.AdviceOnDivergence}");
        }
    }
}
