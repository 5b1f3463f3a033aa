using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Models.Scoring;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Tests.Support;
using MLNet.Ride.Torch.Tests.Training;
using TorchSharp;

namespace MLNet.Ride.Torch.Tests;

/// <summary>The same on every kind of device. Sums differ in their last digits between devices, and on a GPU between runs.</summary>
public sealed class DeviceTests : IDisposable
{
    private const int PerClass = 20;

    private static readonly LabeledImages Images = DrawnImages.Create([40, 20, 10], TinyRide.ImageSize);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("cpu")]
    [OnGpu]
    public void Training_learns_and_a_CPU_scores_the_result_alike(string device)
    {
        RideModel model = RideTraining.Train(Images, TinyRide.Options(epochs: 8, routing: true), torch.device(device));
        RideModel onCpu = model.Copy();
        onCpu.To(torch.CPU);
        byte[][] test = [.. DrawnImages.Test(3, PerClass, TinyRide.ImageSize)];
        using var there = new RideScorer(model, torch.device(device));
        using var here = new RideScorer(onCpu, torch.CPU);

        float[] probabilities = there.Score(test).Probabilities;

        int right = probabilities.Chunk(3).Where((row, i) => Array.IndexOf(row, row.Max()) == i % 3).Count();
        Assert.True(right > 0.6 * 3 * PerClass, $"{right} of {3 * PerClass} right");
        Assert.All(probabilities.Zip(here.Score(test).Probabilities), pair => Assert.Equal(pair.First, pair.Second, 1e-3));
    }

    [Theory]
    [InlineData("cpu")]
    [OnGpu]
    public void A_canceled_run_resumes_after_the_same_step(string device)
    {
        RideOptions options = TinyRide.Options(epochs: 3);
        options.Checkpoints.Folder = _folder.Folder;
        using var source = new CancellationTokenSource();
        var first = new ProgressRecorder(report =>
        {
            if ((report.Epoch, report.Step) == (2, 3))
            {
                source.Cancel();
            }
        });
        Assert.Throws<OperationCanceledException>(() => RideTraining.Train(Images, options, torch.device(device), first, source.Token));
        var second = new ProgressRecorder();

        RideTraining.Train(Images, options, torch.device(device), second).Dispose();

        options.Checkpoints.Folder = null;
        var whole = new ProgressRecorder();
        RideTraining.Train(Images, options, torch.device(device), whole).Dispose();
        Assert.Equal((2, 4), (second.Reports[0].Epoch, second.Reports[0].Step));
        Assert.All(
            whole.Reports.Where(report => report.EndsEpoch && report.Epoch > 1).Zip(second.Reports.Where(report => report.EndsEpoch)),
            pair => Assert.Equal(pair.First.Loss, pair.Second.Loss, 0.05 * pair.First.Loss));
    }
}
