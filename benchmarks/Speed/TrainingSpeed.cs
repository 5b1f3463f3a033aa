using System.Diagnostics;
using MLNet.Ride.Torch;
using MLNet.Ride.Torch.Data;
using MLNet.Ride.Torch.Training;
using TorchSharp;

namespace Speed;

/// <summary>Training end to end: drawing, augmenting and normalising the batches included.</summary>
internal static class TrainingSpeed
{
    public static Result Measure(Measurement what)
    {
        using var images = new LabeledImages(CifarRecords.ImageSize, CifarRecords.Classes);
        foreach ((int label, byte[] pixels) in CifarRecords.Read(what.TrainFile))
        {
            images.Add(pixels, label);
        }

        TorchRuntime.Require();
        torch.set_num_threads(what.Threads);
        using var enough = new CancellationTokenSource();
        var clock = new Stopwatch();
        int step = 0;
        var progress = new StepListener(() =>
        {
            step++;
            if (step == what.WarmUp)
            {
                clock.Start();
            }

            if (step == what.WarmUp + what.Steps)
            {
                clock.Stop();
                enough.Cancel();
            }
        });
        try
        {
            RideTraining.Train(images, what.Options(), TorchRuntime.SelectDevice(null, true), progress, cancellationToken: enough.Token).Dispose();
        }
        catch (OperationCanceledException) when (enough.IsCancellationRequested)
        {
        }

        return Result.Of(what.Steps * what.Batch, clock.Elapsed);
    }

    private sealed class StepListener(Action then) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => then();
    }
}
