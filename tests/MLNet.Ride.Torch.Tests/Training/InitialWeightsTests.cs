using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Models.Weights;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Tests.Support;
using TorchSharp;

namespace MLNet.Ride.Torch.Tests.Training;

public sealed class InitialWeightsTests : IDisposable
{
    private static readonly LabeledImages Images = DrawnImages.Create([40, 20, 10], TinyRide.ImageSize);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Training_begins_with_the_weights_of_a_file_or_a_model()
    {
        using RideModel trained = RideTraining.Train(Images, TinyRide.Options(routing: true), torch.CPU);
        trained.SaveWeights(_folder.File("w"));
        var log = new List<string>();

        TrainedModel fromFile = RideTraining.Run(Images, Still(_folder.File("w")), torch.CPU, inputs: new TrainingInputs { Log = log.Add });
        TrainedModel fromModel = RideTraining.Run(Images, Still(), torch.CPU, inputs: new TrainingInputs { InitialModel = trained });

        foreach (TrainedModel run in (TrainedModel[])[fromFile, fromModel])
        {
            using RideModel model = run.Model;
            Assert.Equal(ResumeTests.Values(trained)["backbone.conv1.weight"], ResumeTests.Values(model)["backbone.conv1.weight"]);
            Assert.Equal(ResumeTests.Values(trained)["backbone.linears.1.weight"], ResumeTests.Values(model)["backbone.linears.1.weight"]);
            Assert.Empty(run.InitialWeights!.Missing);
        }

        Assert.Contains(log, line => line.StartsWith($"Weights of '{_folder.File("w")}': ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_checkpoint_is_a_file_of_weights_too()
    {
        RideOptions options = TinyRide.Options();
        options.Checkpoints.Folder = _folder.Folder;
        using RideModel trained = RideTraining.Train(Images, options, torch.CPU);

        using RideModel model = RideTraining.Train(Images, Still(_folder.File("training.safetensors")), torch.CPU);

        Assert.Equal(ResumeTests.Values(trained)["backbone.conv1.weight"], ResumeTests.Values(model)["backbone.conv1.weight"]);
    }

    [Theory]
    [InlineData("teacher")]
    [InlineData("features")]
    [InlineData("soft-labels")]
    [InlineData("experts")]
    [InlineData("routing")]
    public void A_run_resumes_when_the_file_of_its_initial_weights_is_gone(string stage)
    {
        using (RideModel initial = TinyRide.Model(3))
        {
            initial.SaveWeights(_folder.File("w"));
        }

        RideOptions options = TinyRide.Options(epochs: 2, routing: true, seed: 7);
        options.InitialWeights.Path = _folder.File("w");
        if (stage == "teacher")
        {
            options.Distillation.TeacherExperts = 3;
        }
        else if (stage is "features" or "soft-labels")
        {
            options.SoftLabels.Enabled = true;
            options.Classifier.Epochs = 1;
        }

        using RideModel whole = RideTraining.Train(Images, options, torch.CPU);
        options.Checkpoints.Folder = _folder.File("run");
        InterruptedRun.Until(report => (report.Stage, report.Step) == (stage, stage == "soft-labels" ? 1 : 2), Images, options);
        File.Delete(_folder.File("w"));

        using RideModel resumed = RideTraining.Train(Images, options, torch.CPU);

        Assert.Equal(ResumeTests.Values(whole), ResumeTests.Values(resumed));
        options.Checkpoints.Resume = false;
        Assert.Contains("There is no file", Assert.Throws<ArgumentException>(() => RideTraining.Train(Images, options, torch.CPU)).Message);
    }

    [Fact]
    public void What_cannot_be_is_refused_before_training()
    {
        Assert.Contains("There is no file 'none'", Assert.Throws<ArgumentException>(() => RideTraining.Train(Images, Still("none"), torch.CPU)).Message);
        using RideModel other = TinyRide.Model(4);
        other.SaveWeights(_folder.File("w"));
        Assert.Contains("do not match the network", Assert.Throws<InvalidDataException>(() => RideTraining.Train(Images, Still(_folder.File("w")), torch.CPU)).Message);
        Assert.Contains("InitialClasses must contain", Assert.Throws<ArgumentException>(
            () => RideTraining.Train(Images, Still(), torch.CPU, inputs: new TrainingInputs { InitialModel = other })).Message);
        Assert.Contains("use only one of them", Assert.Throws<ArgumentException>(
            () => RideTraining.Train(Images, Still(_folder.File("w")), torch.CPU, inputs: new TrainingInputs { InitialModel = other })).Message);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_to_is_found_before_training()
    {
        File.WriteAllText(_folder.File("file"), "");
        RideOptions options = TinyRide.Options();
        options.Checkpoints.Folder = _folder.File("file/below");
        var progress = new ProgressRecorder();

        var error = Assert.Throws<IOException>(() => RideTraining.Train(Images, options, torch.CPU, progress));

        Assert.Contains("is not writable", error.Message);
        Assert.Contains("Checkpoints.Folder", error.Message);
        Assert.Empty(progress.Reports);
    }

    [Fact]
    public void A_damaged_checkpoint_is_refused()
    {
        RideOptions options = TinyRide.Options();
        options.Checkpoints.Folder = _folder.Folder;
        RideTraining.Train(Images, options, torch.CPU).Dispose();
        string path = _folder.File("training.safetensors");
        byte[] whole = File.ReadAllBytes(path);

        File.WriteAllBytes(path, whole[..^100]);
        Assert.Contains("cannot be used", Refused());
        byte[] flipped = [.. whole];
        flipped[^1000] ^= 1;
        File.WriteAllBytes(path, flipped);
        Assert.Contains("its checksum does not match", Refused());
        File.WriteAllBytes(path, whole[..50]);
        Assert.Contains("Checkpoints.Resume = false", Refused());
        using (RideModel model = TinyRide.Model(3))
        {
            model.SaveWeights(path);
        }

        Assert.Contains("but no state of a training run", Refused());

        string Refused() => Assert.Throws<InvalidDataException>(() => RideTraining.Train(Images, options, torch.CPU)).Message;
    }

    // Steps too small to be seen.
    private static RideOptions Still(string? path = null)
    {
        RideOptions options = TinyRide.Options(seed: 7);
        options.Optimizer.LearningRate = 1e-30;
        options.InitialWeights.Path = path;
        return options;
    }
}
