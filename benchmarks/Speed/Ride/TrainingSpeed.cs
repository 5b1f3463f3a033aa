using MLNet.Ride.Torch;
using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Runtime;
using TorchSharp;

namespace Speed.Ride;

/// <summary>Training end to end: drawing, augmenting, and normalizing the batches included.</summary>
internal static class TrainingSpeed
{
    public static Result Measure(Measurement what, Precision precision)
    {
        using LabeledImages images = CifarImages(what.TrainFile);
        return Measure(what, images, RideNetworks.Options(what, precision), TorchRuntime.SelectDevice(null, true));
    }

    /// <summary>Trains until the time is up.</summary>
    public static Result Measure(Measurement what, LabeledImages images, RideOptions options, torch.Device device)
    {
        torch.set_num_threads(what.Threads);
        using var enough = new CancellationTokenSource();
        var meter = new SpeedMeter(what);
        double dataWait = 0;
        var progress = new StepListener(step =>
        {
            dataWait = step.DataWait;
            if (meter.Add(step.EndsEpoch ? images.Count - ((step.StepCount - 1) * what.Batch) : what.Batch))
            {
                enough.Cancel();
            }
        });
        try
        {
            RideTraining.Train(images, options, device, progress, cancellationToken: enough.Token).Dispose();
        }
        catch (OperationCanceledException) when (enough.IsCancellationRequested)
        {
        }

        return Result.Of(meter) with { DataWait = Math.Round(dataWait, 3) };
    }

    /// <summary>The images of a file of CIFAR-100 records, or the first few of each class.</summary>
    public static LabeledImages CifarImages(string file, int mostPerClass = int.MaxValue)
    {
        var images = new LabeledImages(CifarRecords.ImageSize, CifarRecords.Classes);
        foreach ((int label, byte[] pixels) in CifarRecords.Read(file).GroupBy(record => record.Label).SelectMany(ofClass => ofClass.Take(mostPerClass)))
        {
            images.Add(pixels, label);
        }

        return images;
    }
}
