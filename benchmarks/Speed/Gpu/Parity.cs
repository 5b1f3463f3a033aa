using System.Globalization;
using MLNet.Ride.Torch;
using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Models.Scoring;
using MLNet.Ride.Torch.Options;
using Speed.Ride;
using TorchSharp;

namespace Speed.Gpu;

/// <summary>How far training and scoring on a device are from the same on the CPU.</summary>
internal static class Parity
{
    private const int ImagesPerClass = 10;

    /// <summary>Trains for one epoch on both, and scores with what the device learned on both.</summary>
    /// <returns>A sentence.</returns>
    public static string Measure(Measurement what, torch.Device device)
    {
        using LabeledImages images = TrainingSpeed.CifarImages(what.TrainFile, ImagesPerClass);
        RideOptions options = RideNetworks.Options(what, Precision.Float32);
        (options.Epochs, options.Routing.Enabled) = (1, false);
        (double lossThere, RideModel model) = Train(images, options, device);
        (double lossHere, RideModel other) = Train(images, options, torch.CPU);
        other.Dispose();
        RideModel copy = model.Copy();
        byte[][] test = [.. CifarRecords.Read(what.TestFile).Take(what.Batch).Select(record => record.Pixels)];
        using var there = new RideScorer(model, device);
        using var here = new RideScorer(copy, torch.CPU);
        float apart = there.Score(test).Probabilities.Zip(here.Score(test).Probabilities, (one, two) => Math.Abs(one - two)).Max();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"One epoch of {images.Count} images: a mean loss of {lossThere:F6} on the device and {lossHere:F6} on the CPU. Probabilities of {test.Length} images with the same weights: {apart:E1} apart at most.");
    }

    private static (double Loss, RideModel Model) Train(LabeledImages images, RideOptions options, torch.Device device)
    {
        double loss = 0;
        RideModel model = RideTraining.Train(images, options, device, new StepListener(step => loss = step.Loss));
        return (loss, model);
    }
}
