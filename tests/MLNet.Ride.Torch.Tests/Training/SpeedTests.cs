using System.Diagnostics;
using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Training;
using TorchSharp;

namespace MLNet.Ride.Torch.Tests.Training;

public sealed class SpeedTests
{
    [Fact]
    public void Images_per_second_do_not_count_the_time_of_validation()
    {
        var clock = new Stopwatch();
        var validation = new CountingDecoder(() =>
        {
            // The first validation takes many times as long as the epoch before it.
            Thread.Sleep(8 * (int)clock.ElapsedMilliseconds);
            clock.Reset();
        });
        using LabeledImages images = new CountingDecoder().Images(60, TinyRide.ImageSize), validationImages = validation.Images(1, TinyRide.ImageSize);
        RideOptions options = TinyRide.Options(epochs: 2);
        using var source = new CancellationTokenSource();
        var progress = new ProgressRecorder(report =>
        {
            if (report is { Epoch: 1, Step: 1 })
            {
                clock.Start();
            }
            else if (report is { Epoch: 2, Step: 3 })
            {
                source.Cancel();
            }
        });

        Assert.Throws<OperationCanceledException>(
            () => RideTraining.Train(images, options, torch.CPU, progress, source.Token, new TrainingInputs { Validation = validationImages }));

        TrainingProgress before = progress.Reports.Last(report => report.Epoch == 1), after = progress.Reports[^1];
        Assert.False(clock.IsRunning);
        Assert.True(after.ImagesPerSecond > before.ImagesPerSecond / 2.5, $"{before.ImagesPerSecond} images/s before the validation, {after.ImagesPerSecond} after it");
    }
}
