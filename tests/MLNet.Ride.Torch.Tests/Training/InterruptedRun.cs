using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Training;
using TorchSharp;

namespace MLNet.Ride.Torch.Tests.Training;

/// <summary>A training run that is canceled on its way.</summary>
internal static class InterruptedRun
{
    /// <summary>Trains until a report for which a condition holds; the run has to end as canceled.</summary>
    /// <returns>What was reported up to then.</returns>
    public static ProgressRecorder Until(Func<TrainingProgress, bool> holds, LabeledImages images, RideOptions options, TrainingInputs? inputs = null)
    {
        using var source = new CancellationTokenSource();
        var progress = new ProgressRecorder(report =>
        {
            if (holds(report))
            {
                source.Cancel();
            }
        });
        Assert.Throws<OperationCanceledException>(() => RideTraining.Train(images, options, torch.CPU, progress, source.Token, inputs));
        return progress;
    }

    /// <summary>Cancels a run after a step, lets it go on from its checkpoint with another number of data workers, and compares steps and weights with those of one that was never canceled.</summary>
    /// <returns>What the run that was never canceled reported.</returns>
    public static ProgressRecorder GoesOnToTheSameWeights((string Stage, int Epoch, int Step) after, LabeledImages images, RideOptions options)
    {
        ProgressRecorder first = Until(report => (report.Stage, report.Epoch, report.Step) == after, images, options);
        var second = new ProgressRecorder();
        options.DataWorkers = 3;

        using RideModel resumed = RideTraining.Train(images, options, torch.CPU, second);

        (options.Checkpoints.Folder, options.DataWorkers) = (null, null);
        var whole = new ProgressRecorder();
        using RideModel uninterrupted = RideTraining.Train(images, options, torch.CPU, whole);
        Assert.Equal(ResumeTests.Values(uninterrupted), ResumeTests.Values(resumed));
        Assert.Equal(Steps(whole), [.. Steps(first), .. Steps(second)]);
        return whole;
    }

    private static List<(string, int, int, double)> Steps(ProgressRecorder progress)
        => [.. progress.Reports.Select(report => (report.Stage, report.Epoch, report.Step, report.Loss))];
}
