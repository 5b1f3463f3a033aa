using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Tests.Support;
using MLNet.Ride.Torch.Training;
using TorchSharp;

namespace MLNet.Ride.Torch.Tests.Training;

/// <summary>What a run that fails, diverges or is cancelled leaves behind.</summary>
public sealed class StoppedRunTests : IDisposable
{
    private static readonly LabeledImages Images = DrawnImages.Create([40, 20, 10], TinyRide.ImageSize);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Divergence_names_the_last_good_checkpoint()
    {
        RideOptions options = Options();
        options.Routing.LearningRate = 1e30;

        var error = Assert.Throws<InvalidOperationException>(() => RideTraining.Train(Images, options, torch.CPU));

        Assert.Contains("stage 'routing', epoch 1", error.Message);
        Assert.Contains("lower Routing.LearningRate", error.Message);
        Assert.Contains($"The last good checkpoint is '{_folder.File("training.safetensors")}' (stage 'experts', 3 epochs and 0 steps)", error.Message);
    }

    [Fact]
    public void Weights_that_the_last_step_of_an_epoch_spoiled_are_not_written()
    {
        RideOptions options = Options();
        options.Optimizer.WarmUpEpochs = 0;
        options.Optimizer.LearningRate = 1e38;
        options.BatchSize = Images.Count;

        var error = Assert.Throws<InvalidOperationException>(() => RideTraining.Train(Images, options, torch.CPU));

        Assert.Contains("not finite", error.Message);
        Assert.False(File.Exists(_folder.File("training.safetensors")));
    }

    [Fact]
    public void A_canceled_run_whose_last_step_spoiled_the_weights_keeps_the_checkpoint_before()
    {
        RideOptions options = Options();
        InterruptedRun.Until(report => report.Epoch == 2, Images, options);
        byte[] good = File.ReadAllBytes(_folder.File("training.safetensors"));
        options.Checkpoints.Resume = false;
        options.Optimizer.WarmUpEpochs = 0;
        options.Optimizer.LearningRate = 1e38;

        InterruptedRun.Until(_ => true, Images, options);

        Assert.Equal(good, File.ReadAllBytes(_folder.File("training.safetensors")));
    }

    [Fact]
    public void A_failed_run_resumes_with_the_step_after_the_last_one()
    {
        RideOptions options = Options();
        ProgressRecorder first = Failing(report => (report.Stage, report.Epoch, report.Step) == ("experts", 2, 3));
        Assert.Throws<FormatException>(() => RideTraining.Train(Images, options, torch.CPU, first));
        var second = new ProgressRecorder();

        using RideModel resumed = RideTraining.Train(Images, options, torch.CPU, second);

        options.Checkpoints.Folder = null;
        using RideModel whole = RideTraining.Train(Images, options, torch.CPU);
        Assert.Equal(("experts", 2, 4), (second.Reports[0].Stage, second.Reports[0].Epoch, second.Reports[0].Step));
        Assert.Equal(ResumeTests.Values(whole), ResumeTests.Values(resumed));
    }

    [Fact]
    public void What_stopped_a_run_is_thrown_even_if_no_checkpoint_can_be_written()
    {
        var log = new List<string>();
        ProgressRecorder progress = Failing(report =>
        {
            if (report.Epoch == 2)
            {
                Directory.Delete(_folder.Folder, true);
            }

            return report.Epoch == 2;
        });

        var error = Assert.Throws<FormatException>(() => RideTraining.Train(Images, Options(), torch.CPU, progress, inputs: new TrainingInputs { Log = log.Add }));

        Directory.CreateDirectory(_folder.Folder);
        Assert.Equal("from the progress", error.Message);
        Assert.Contains(log, line => line.StartsWith("No checkpoint could be written when the run stopped: ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_failed_run_whose_last_step_spoiled_the_weights_keeps_the_checkpoint_before()
    {
        RideOptions options = Options();
        Assert.Throws<FormatException>(() => RideTraining.Train(Images, options, torch.CPU, Failing(report => report.Epoch == 2)));
        byte[] good = File.ReadAllBytes(_folder.File("training.safetensors"));
        options.Checkpoints.Resume = false;
        options.Optimizer.WarmUpEpochs = 0;
        options.Optimizer.LearningRate = 1e38;

        Assert.Throws<FormatException>(() => RideTraining.Train(Images, options, torch.CPU, Failing(_ => true)));

        Assert.Equal(good, File.ReadAllBytes(_folder.File("training.safetensors")));
    }

    private static ProgressRecorder Failing(Func<TrainingProgress, bool> when)
        => new(report =>
        {
            if (when(report))
            {
                throw new FormatException("from the progress");
            }
        });

    private RideOptions Options()
    {
        RideOptions options = TinyRide.Options(epochs: 3, routing: true);
        options.Checkpoints.Folder = _folder.Folder;
        options.Checkpoints.EveryEpochs = 1;
        return options;
    }
}
