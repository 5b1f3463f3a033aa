using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Methods.Decoupling;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Training;
using TorchSharp;

namespace MLNet.Ride.Torch.Tests.Training;

public sealed class FrozenBackboneTests
{
    private static readonly LabeledImages Images = DrawnImages.Create([40, 20, 10], TinyRide.ImageSize);

    [Fact]
    public void Only_classifiers_and_routers_learn()
    {
        using RideModel pretrained = TinyRide.Model(3);
        Dictionary<string, byte[]> before = ResumeTests.Values(pretrained);

        using RideModel model = Train(Options(), pretrained);

        Dictionary<string, byte[]> after = ResumeTests.Values(model);
        foreach ((string name, byte[] values) in before)
        {
            Assert.Equal(!StateNames.IsHead(name), values.SequenceEqual(after[name]));
        }

        Assert.True(after.Keys.Except(before.Keys).All(StateNames.IsRouter));
        Assert.Equal(2, model.Description.RouterTopLogits);
    }

    [Fact]
    public void Every_expert_learns_on_its_own_features()
    {
        RideOptions options = Options();
        options.Routing.Enabled = false;
        options.Classifier.Method = Classifiers.Ncm;
        using RideModel pretrained = TinyRide.Model(3);

        using RideModel model = Train(options, pretrained);

        var task = new ClassifierTask(new() { Method = Classifiers.Ncm }, Images, null, 1, null, CancellationToken.None);
        using RideModel expected = pretrained.Copy();
        ClassifierRegistry.All.Find(Classifiers.Ncm)!.Begin(expected, task);
        foreach (string name in (string[])["backbone.linears.0.means", "backbone.linears.1.means"])
        {
            Assert.True(expected.State()[name].allclose(model.State()[name], 1e-5, 1e-5), name);
        }
    }

    [Fact]
    public void The_features_of_every_image_are_computed_once()
    {
        var progress = new ProgressRecorder();
        using RideModel pretrained = TinyRide.Model(3);

        using RideModel model = RideTraining.Train(Images, Options(), torch.CPU, progress, inputs: new TrainingInputs { InitialModel = pretrained });

        Assert.Equal(Images.Count, progress.Reports.Last(report => report.Stage == StageNames.FrozenFeatures).Step);
        Assert.Single(progress.Reports, report => report.Stage == StageNames.FrozenFeatures && report.EndsEpoch);
        Assert.Equal(["frozen-features", "experts", "routing"], progress.Reports.Select(report => report.Stage).Distinct());
    }

    [Fact]
    public void A_finished_run_returns_its_model()
    {
        using var folder = new Support.TemporaryFolder();
        RideOptions options = Options();
        options.Checkpoints.Folder = folder.Folder;
        using RideModel pretrained = TinyRide.Model(3);
        using RideModel first = Train(options, pretrained);
        var progress = new ProgressRecorder();

        using RideModel again = RideTraining.Train(Images, options, torch.CPU, progress, inputs: new TrainingInputs { InitialModel = pretrained });

        Assert.Empty(progress.Reports);
        Assert.Equal(ResumeTests.Values(first)["backbone.linears.1.weight"], ResumeTests.Values(again)["backbone.linears.1.weight"]);
    }

    [Fact]
    public void An_interrupted_run_keeps_the_features_of_whole_batches()
    {
        using var folder = new Support.TemporaryFolder();
        LabeledImages images = DrawnImages.Create([400, 200, 100], TinyRide.ImageSize);
        RideOptions options = Options();
        (options.Epochs, options.Routing.Enabled, options.Checkpoints.Folder) = (1, false, folder.Folder);
        using RideModel pretrained = TinyRide.Model(3);
        Interrupt(images, options, pretrained);
        string file = Assert.Single(Directory.GetFiles(folder.Folder));
        File.AppendAllText(file, "a row that was not written to its end");
        var progress = new ProgressRecorder();

        using RideModel resumed = RideTraining.Train(images, options, torch.CPU, progress, inputs: new TrainingInputs { InitialModel = pretrained });

        options.Checkpoints.Folder = null;
        using RideModel whole = RideTraining.Train(images, options, torch.CPU, inputs: new TrainingInputs { InitialModel = pretrained });
        Assert.Equal([256, 512, 700], progress.Reports.Where(report => report.Stage == StageNames.FrozenFeatures).Select(report => report.Step));
        Assert.Equal(ResumeTests.Values(whole)["backbone.linears.1.weight"], ResumeTests.Values(resumed)["backbone.linears.1.weight"]);
        Assert.Equal([CheckpointOptions.FileName], Directory.GetFiles(folder.Folder).Select(Path.GetFileName));
    }

    [Fact]
    public void Features_of_other_weights_another_precision_or_a_run_that_starts_over_are_not_taken()
    {
        using var folder = new Support.TemporaryFolder();
        LabeledImages images = DrawnImages.Create([400, 200, 100], TinyRide.ImageSize);
        RideOptions options = Options();
        options.Checkpoints.Folder = folder.Folder;
        using RideModel pretrained = TinyRide.Model(3), other = RideModel.Create(pretrained.Description, seed: 2);
        Interrupt(images, options, pretrained);

        string[] log = Interrupt(images, options, other);
        options.Precision = Precision.BFloat16;
        string[] logOfHalf = Interrupt(images, options, pretrained);
        options.Precision = Precision.Float32;
        options.Checkpoints.Resume = false;
        string[] logOfAgain = Interrupt(images, options, pretrained);
        options.Checkpoints.Resume = true;
        string[] logOfResumed = Interrupt(images, options, pretrained);

        Assert.DoesNotContain(log.Concat(logOfHalf).Concat(logOfAgain), line => line.StartsWith("Read the features", StringComparison.Ordinal));
        Assert.Contains(logOfResumed, line => line.StartsWith("Read the features of 256 images from", StringComparison.Ordinal));
    }

    [Fact]
    public void Another_run_in_the_same_folder_is_refused()
    {
        using var folder = new Support.TemporaryFolder();
        RideOptions options = Options();
        options.Checkpoints.Folder = folder.Folder;
        using RideModel pretrained = TinyRide.Model(3);
        Interrupt(Images, options, pretrained);
        using FileStream other = new(Assert.Single(Directory.GetFiles(folder.Folder)), FileMode.Open, FileAccess.Read, FileShare.None);

        string message = Assert.Throws<IOException>(() => Train(options, pretrained)).Message;

        Assert.Contains("wait for its end or choose another folder", message);
    }

    [Fact]
    public void Random_weights_are_refused()
    {
        string message = Assert.Throws<ArgumentException>(() => RideTraining.Train(Images, Options(), torch.CPU)).Message;

        Assert.Contains("FrozenBackbone needs pretrained weights", message);
    }

    [Fact]
    public void What_needs_images_in_every_step_is_refused()
    {
        RideOptions options = Options();
        options.SelfSupervision.Task = SelfSupervisedTasks.Rotation;

        Assert.Contains("SelfSupervision.Task needs images in every step", Assert.Throws<ArgumentException>(() => RideTraining.Check(options)).Message);
    }

    private static RideOptions Options()
    {
        RideOptions options = TinyRide.Options(epochs: 3, routing: true);
        options.FrozenBackbone = true;
        options.Routing.TopLogits = 2;
        return options;
    }

    // Stops after the first batch that it computes, and returns the log.
    private static string[] Interrupt(LabeledImages images, RideOptions options, RideModel pretrained)
    {
        List<string> log = [];
        using var source = new CancellationTokenSource();
        var progress = new ProgressRecorder(_ => source.Cancel());
        Assert.Throws<OperationCanceledException>(() => RideTraining.Train(
            images, options, torch.CPU, progress, source.Token, new TrainingInputs { InitialModel = pretrained, Log = log.Add }));
        return [.. log];
    }

    private static RideModel Train(RideOptions options, RideModel pretrained)
        => RideTraining.Train(Images, options, torch.CPU, inputs: new TrainingInputs { InitialModel = pretrained });
}
