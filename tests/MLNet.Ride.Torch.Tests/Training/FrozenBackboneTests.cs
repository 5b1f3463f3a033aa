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

    private static RideModel Train(RideOptions options, RideModel pretrained)
        => RideTraining.Train(Images, options, torch.CPU, inputs: new TrainingInputs { InitialModel = pretrained });
}
