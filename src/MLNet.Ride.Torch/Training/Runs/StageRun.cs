using System.Diagnostics;
using System.Globalization;
using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Training.Validation;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Training.Runs;

/// <summary>A running stage: steps, progress, and the check of the loss.</summary>
internal sealed class StageRun(
    ITrainingStage stage,
    StagePosition position,
    BatchFeed feed,
    BatchPlan plan,
    Device device,
    StageValidation? validation,
    ParallelStage? parallel,
    IProgress<TrainingProgress>? progress,
    CancellationToken cancellationToken) : IDisposable
{
    private readonly StageMetrics _metrics = new(stage.Name);
    private readonly LossReadings _losses = LossReadings.On(device);
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private long _imagesSeen;

    /// <summary>Position of the stage. The weights correspond to it, except for the partial effects of a failed step.</summary>
    public StagePosition Position { get; private set; } = position;

    public bool IsDone => Position.Epoch > stage.EpochCount;

    /// <summary>Whether the loss or the weights became infinite or undefined, so that the run cannot continue.</summary>
    public bool HasDiverged { get; private set; }

    /// <summary>Runs the rest of an epoch.</summary>
    /// <param name="lastCheckpoint">Last part of the message on divergence.</param>
    /// <returns>The completed epoch.</returns>
    public int RunEpoch(string? lastCheckpoint)
    {
        int epoch = Position.Epoch;
        double learningRate = stage.BeginEpoch(epoch);
        while (Position.Steps < plan.BatchCount)
        {
            LabeledBatch batch = NextBatch();
            Step(epoch, batch);
            feed.Return(batch);
            Position = Position.AfterStep();
            if (_losses.AreDue || Position.Steps == plan.BatchCount || Position.ImagesSeen == 0)
            {
                ReadLosses(lastCheckpoint);
            }

            _imagesSeen += batch.CountOfBatch;
            _metrics.Trained(batch.Count, Position.MeanLoss);
            if (Position.Steps < plan.BatchCount)
            {
                progress?.Report(Progress(learningRate));
            }

            parallel?.ThrowIfStopped(cancellationToken);
        }

        TrainingProgress end = Progress(learningRate);
        _clock.Stop();
        parallel?.AverageStatistics();
        end = end with { Validation = validation?.After(epoch) };
        _clock.Start();
        Position = StagePosition.Beginning(validation?.IsOver == true ? stage.EpochCount + 1 : epoch + 1);
        progress?.Report(end);
        return epoch;
    }

    /// <summary>Adds the losses of all steps to the position.</summary>
    /// <param name="lastCheckpoint">Last part of the message on divergence.</param>
    public void ReadLosses(string? lastCheckpoint)
    {
        (double Loss, int Images)[] read = _losses.Read();
        for (int i = 0; i < read.Length; i++)
        {
            (double loss, int images) = read[i];
            if (!double.IsFinite(loss))
            {
                int step = Position.Steps - read.Length + i + 1;
                throw Diverged(string.Create(CultureInfo.InvariantCulture, $"the loss became {loss}"), Position.Epoch, step, lastCheckpoint);
            }

            Position = Position.WithLoss(loss, images);
        }
    }

    /// <summary>
    /// Returns the name of non-finite weights after the last step, which the loss does not show yet; null if all are finite.
    /// </summary>
    public string? SpoiledWeights()
    {
        using IDisposable noGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        return stage.Model.State().FirstOrDefault(entry => !float.IsFinite(entry.Value.abs().sum().to_type(ScalarType.Float32).item<float>())).Key;
    }

    /// <summary>Ends the run if weights are not finite.</summary>
    /// <param name="epoch">The completed epoch.</param>
    /// <param name="lastCheckpoint">Last part of the message.</param>
    public void ThrowIfSpoiled(int epoch, string? lastCheckpoint)
    {
        if (SpoiledWeights() is { } name)
        {
            throw Diverged($"the weights '{name}' are not finite", epoch, plan.BatchCount, lastCheckpoint);
        }
    }

    public void Dispose()
    {
        _metrics.Dispose();
        _losses.Dispose();
    }

    private LabeledBatch NextBatch()
    {
        TimeSpan before = _clock.Elapsed;
        LabeledBatch batch = feed.Next(parallel is null ? cancellationToken : CancellationToken.None);
        _metrics.Waited(_clock.Elapsed - before);
        return batch;
    }

    private void Step(int epoch, LabeledBatch batch)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor loss = stage.Loss(batch.Images(device), batch.Targets(device), epoch);
        bool endsEpoch = Position.Steps + 1 == plan.BatchCount;
        (double Loss, bool Stepped)? together = parallel?.Step(loss, batch, endsEpoch, cancellationToken);
        if (together?.Stepped ?? stage.Optimizer.Step(loss, batch.Count, endsEpoch))
        {
            stage.Average?.Update();
        }

        _losses.Add(together is { Loss: double ofAll } ? tensor(ofAll) : loss, batch.CountOfBatch);
    }

    private TrainingProgress Progress(double learningRate) => new(
        stage.Name,
        Position.Epoch,
        stage.EpochCount,
        Position.Steps,
        plan.BatchCount,
        Position.MeanLoss,
        learningRate,
        _imagesSeen / _clock.Elapsed.TotalSeconds)
    {
        DataWait = _metrics.DataWait / _clock.Elapsed,
    };

    private InvalidOperationException Diverged(string how, int epoch, int step, string? lastCheckpoint)
    {
        HasDiverged = true;
        return new($"Training diverged: {how} in stage '{stage.Name}', epoch {epoch}, step {step}. {stage.AdviceOnDivergence}"
            + (lastCheckpoint ?? " There is no checkpoint to resume from, because Checkpoints.Folder is not set."));
    }
}
