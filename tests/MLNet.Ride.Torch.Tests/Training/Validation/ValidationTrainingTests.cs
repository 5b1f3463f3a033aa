using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Tests.Support;
using TorchSharp;

namespace MLNet.Ride.Torch.Tests.Training.Validation;

public sealed class ValidationTrainingTests : IDisposable
{
    private static readonly LabeledImages Images = DrawnImages.Create([40, 20, 10], TinyRide.ImageSize);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Accuracy_comes_with_the_end_of_the_epochs_that_are_evaluated()
    {
        RideOptions options = TinyRide.Options(epochs: 3, routing: true);
        options.Validation.Fraction = 0.2;
        options.Validation.EveryEpochs = 2;
        var progress = new ProgressRecorder();

        using RideModel model = RideTraining.Train(Images, options, torch.CPU, progress);

        Assert.Equal(
            [("experts", 2), ("experts", 3), ("routing", 2)],
            progress.Reports.Where(report => report.Validation is not null).Select(report => (report.Stage, report.Epoch)));
        Assert.All(progress.Reports, report => Assert.True(report.EndsEpoch || report.Validation is null));
        Assert.Equal([32, 16, 8], model.Description.TrainingCounts);
    }

    [Fact]
    public void Evaluation_leaves_the_training_as_it_was()
    {
        using RideModel without = RideTraining.Train(Images, TinyRide.Options(epochs: 2, routing: true), torch.CPU);
        using RideModel with = RideTraining.Train(Images, TinyRide.Options(epochs: 2, routing: true), torch.CPU, inputs: Set());

        Assert.Equal(ResumeTests.Values(without), ResumeTests.Values(with));
    }

    [Fact]
    public void The_best_epoch_is_kept_also_when_the_run_was_interrupted_after_it()
    {
        RideOptions options = TinyRide.Options(epochs: 5);
        options.Validation.Keep = KeptEpoch.Best;
        var whole = new ProgressRecorder();
        using RideModel best = RideTraining.Train(Images, options, torch.CPU, whole, inputs: WrongSet());
        double[] values = [.. whole.Reports.Where(report => report.EndsEpoch).Select(report => report.Validation!.Overall)];
        int bestEpoch = Array.IndexOf(values, values.Max()) + 1;
        Assert.True(bestEpoch < options.Epochs, $"epoch {bestEpoch} of {string.Join(' ', values)}");

        options.Checkpoints.Folder = _folder.Folder;
        InterruptedRun.Until(report => report.Epoch == bestEpoch + 1, Images, options, WrongSet());
        using RideModel resumed = RideTraining.Train(Images, options, torch.CPU, inputs: WrongSet());

        Assert.Equal(ResumeTests.Values(best), ResumeTests.Values(resumed));
        options.Validation.Keep = KeptEpoch.Last;
        options.Checkpoints.Folder = null;
        using RideModel last = RideTraining.Train(Images, options, torch.CPU, inputs: WrongSet());
        Assert.NotEqual(ResumeTests.Values(best)["backbone.conv1.weight"], ResumeTests.Values(last)["backbone.conv1.weight"]);
    }

    [Fact]
    public void Training_ends_when_patience_does()
    {
        RideOptions options = TinyRide.Options(epochs: 12);
        options.Validation.Patience = 2;
        var progress = new ProgressRecorder();
        var log = new List<string>();

        RideTraining.Train(Images, options, torch.CPU, progress, inputs: WrongSet() with { Log = log.Add }).Dispose();

        double[] values = [.. progress.Reports.Where(report => report.EndsEpoch).Select(report => report.Validation!.Overall)];
        int bestEpoch = Array.IndexOf(values, values.Max()) + 1;
        Assert.Equal(bestEpoch + 2, values.Length);
        Assert.Contains(log, line => line.Contains($"stops early: no improvement since epoch {bestEpoch}"));
    }

    [Fact]
    public void Another_validation_set_is_another_run()
    {
        RideOptions options = TinyRide.Options();
        options.Checkpoints.Folder = _folder.Folder;
        RideTraining.Train(Images, options, torch.CPU, inputs: Set()).Dispose();

        Assert.Contains("the validation set (one in the checkpoint, none now)", Assert.Throws<InvalidDataException>(
            () => RideTraining.Train(Images, options, torch.CPU)).Message);
        Assert.Contains("number of validation images (15 in the checkpoint, 3 now)", Assert.Throws<InvalidDataException>(
            () => RideTraining.Train(Images, options, torch.CPU, inputs: Set(1))).Message);
    }

    [Fact]
    public void What_does_not_go_together_is_refused()
    {
        RideOptions options = TinyRide.Options();
        options.Validation.Keep = KeptEpoch.Best;
        Assert.Contains("set Validation.Fraction, or pass a validation set", Refused(options, null));
        options.Validation.Fraction = 0.2;
        Assert.Contains("set Validation.Fraction = 0", Refused(options, Set()));
        Assert.Contains("0 images", Refused(TinyRide.Options(), new TrainingInputs { Validation = new LabeledImages(TinyRide.ImageSize, 3) }));
        Assert.Contains("2 classes", Refused(TinyRide.Options(), new TrainingInputs { Validation = DrawnImages.Create([1, 1], TinyRide.ImageSize) }));

        static string Refused(RideOptions options, TrainingInputs? inputs)
            => Assert.Throws<ArgumentException>(() => RideTraining.Train(Images, options, torch.CPU, inputs: inputs)).Message;
    }

    private static TrainingInputs Set(int perClass = 5)
        => new() { Validation = DrawnImages.Create([perClass, perClass, perClass], TinyRide.ImageSize, seed: 9) };

    // Labels that are all wrong: the more is learned, the lower the accuracy.
    private static TrainingInputs WrongSet()
    {
        LabeledImages right = Set().Validation!;
        var wrong = new LabeledImages(TinyRide.ImageSize, 3);
        for (int i = 0; i < right.Count; i++)
        {
            wrong.Add(right.Pixels(i).ToArray(), (right.Label(i) + 1) % 3);
        }

        return new TrainingInputs { Validation = wrong };
    }
}
