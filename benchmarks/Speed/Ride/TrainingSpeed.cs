using MLNet.Ride.Torch;
using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Runtime;
using MLNet.Ride.Torch.Training;
using TorchSharp;

namespace Speed.Ride;

/// <summary>Training end to end: drawing, augmenting, and normalizing the batches included.</summary>
internal static class TrainingSpeed
{
    public static Result Measure(Measurement what, Precision precision)
    {
        using var images = new LabeledImages(CifarRecords.ImageSize, CifarRecords.Classes);
        foreach ((int label, byte[] pixels) in CifarRecords.Read(what.TrainFile))
        {
            images.Add(pixels, label);
        }

        torch.Device device = TorchRuntime.SelectDevice(null, true);
        torch.set_num_threads(what.Threads);
        using var enough = new CancellationTokenSource();
        var meter = new SpeedMeter(what);
        var progress = new StepListener(step =>
        {
            if (meter.Add(step.EndsEpoch ? images.Count - ((step.StepCount - 1) * what.Batch) : what.Batch))
            {
                enough.Cancel();
            }
        });
        try
        {
            RideTraining.Train(images, RideNetworks.Options(what, precision), device, progress, cancellationToken: enough.Token).Dispose();
        }
        catch (OperationCanceledException) when (enough.IsCancellationRequested)
        {
        }

        return Result.Of(meter);
    }

    private sealed class StepListener(Action<TrainingProgress> then) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => then(value);
    }
}
