using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Methods.SelfSupervision;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Tests.Support;
using MLNet.Ride.Torch.Tests.Training;
using MLNet.Ride.Torch.Training;
using MLNet.Ride.Torch.Training.Runs;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Tests.Methods.SelfSupervision;

public class PretrainingTests
{
    private static readonly LabeledImages Images = DrawnImages.Create([40, 20, 10], TinyRide.ImageSize);

    [Theory]
    [InlineData(SelfSupervisedTasks.Rotation)]
    [InlineData(SelfSupervisedTasks.Contrastive)]
    public void The_network_learns_the_task_without_labels_and_then_the_labels_from_its_weights(string task)
    {
        ProgressRecorder own = Trained(Images, Options(task)), others = Trained(OtherLabels(), Options(task));
        RideOptions plain = Options(task);
        plain.SelfSupervision = new();

        Assert.Equal([("pretraining", 1), ("pretraining", 2), ("experts", 1)], own.Reports.Where(r => r.EndsEpoch).Select(r => (r.Stage, r.Epoch)));
        Assert.Equal(Losses(own, "pretraining"), Losses(others, "pretraining"));
        Assert.NotEqual(Losses(own, "experts"), Losses(others, "experts"));
        Assert.NotEqual(Losses(own, "experts")[0], Losses(Trained(Images, plain), "experts")[0]);
    }

    [Fact]
    public void The_classifiers_stay_as_they_are_and_learn_later()
    {
        RideOptions options = Options(SelfSupervisedTasks.Rotation);
        using RideModel model = RideModel.Create(ModelDescription.Of(options, Images.ClassCounts), 1);
        Dictionary<string, byte[]> before = ResumeTests.Values(model);

        using (ITrainingStage stage = Pretraining.Stage(model, Images, options, 1, CPU))
        {
            new StageRunner(Images, Images, options, 1, CPU, null, null, null, default).Run(stage);
        }

        Dictionary<string, byte[]> after = ResumeTests.Values(model);
        Assert.All(before.Where(entry => entry.Key.EndsWith(".weight", StringComparison.Ordinal)), entry => Assert.Equal(
            StateNames.IsHead(entry.Key), entry.Value.SequenceEqual(after[entry.Key])));
        Assert.All(model.Network.parameters(), parameter => Assert.True(parameter.requires_grad));
    }

    [Theory]
    [InlineData("pretraining", 2, 2, null)]
    [InlineData("experts", 1, 2, null)]
    [InlineData("teacher", 1, 2, 3)]
    public void A_canceled_run_goes_on_to_the_same_weights(string stage, int epoch, int step, int? teacherExperts)
    {
        using var folder = new TemporaryFolder();
        RideOptions options = Options(SelfSupervisedTasks.Rotation);
        (options.Checkpoints.Folder, options.Distillation.TeacherExperts) = (folder.Folder, teacherExperts);

        InterruptedRun.GoesOnToTheSameWeights((stage, epoch, step), Images, options);
    }

    [Fact]
    public void Stage_one_can_mix_images_afterwards()
    {
        RideOptions options = Options(SelfSupervisedTasks.Rotation);
        options.Mixing.Method = "cutmix";

        Assert.All(Trained(Images, options).Reports, report => Assert.True(double.IsFinite(report.Loss)));
    }

    private static RideOptions Options(string task)
    {
        RideOptions options = TinyRide.Options();
        options.SelfSupervision = new() { Task = task, PretrainingEpochs = 2 };
        if (task == SelfSupervisedTasks.Contrastive)
        {
            (options.SelfSupervision.QueueLength, options.SelfSupervision.Dimension) = (25, 8);
        }

        return options;
    }

    private static ProgressRecorder Trained(LabeledImages images, RideOptions options)
    {
        var progress = new ProgressRecorder();
        RideTraining.Train(images, options, CPU, progress).Dispose();
        return progress;
    }

    private static double[] Losses(ProgressRecorder progress, string stage)
        => [.. progress.Reports.Where(report => report.Stage == stage).Select(report => report.Loss)];

    // The same images in the same order, of other classes.
    private static LabeledImages OtherLabels()
    {
        var images = new LabeledImages(TinyRide.ImageSize, 3);
        for (int i = 0; i < Images.Count; i++)
        {
            images.Add(Images.Pixels(i).ToArray(), (Images.Label(i) + i) % 3);
        }

        return images;
    }
}
