using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Methods.SoftLabels;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Tests.Methods.SelfSupervision;
using MLNet.Ride.Torch.Tests.Support;
using MLNet.Ride.Torch.Tests.Training;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Tests.Methods.SoftLabels;

public class SoftLabelTrainingTests
{
    private static readonly LabeledImages Images = DrawnImages.Create([40, 20, 10], TinyRide.ImageSize);

    [Fact]
    public void The_stages_follow_each_other_and_the_model_is_an_ordinary_one()
    {
        RideOptions options = Options("crt");
        options.Classifier.Method = "joint";
        var progress = new ProgressRecorder();

        using RideModel model = RideTraining.Train(Images, options, CPU, progress);
        using RideModel plain = RideTraining.Train(Images, TinyRide.Options(routing: true), CPU);

        Assert.Equal(
            ["features 1/2", "features 2/2", "soft-labels 1/1", "experts 1/2", "experts 2/2", "routing 1/2", "routing 2/2"],
            progress.Reports.Where(report => report.EndsEpoch).Select(report => $"{report.Stage} {report.Epoch}/{report.EpochCount}"));
        Assert.Equal(plain.State().Keys, model.State().Keys);
    }

    [Fact]
    public void Weight_scaling_of_the_soft_heads_may_follow()
    {
        RideOptions options = Options("lws");
        var progress = new ProgressRecorder();

        using RideModel model = RideTraining.Train(Images, options, CPU, progress);

        Assert.Equal(["features", "soft-labels", "experts", "classifier", "routing"], progress.Reports.Select(report => report.Stage).Distinct());
        Assert.Equal(HeadKind.ScaledCosine, model.Description.Head);
    }

    [Theory]
    [InlineData("features", 2, 2)]
    [InlineData("soft-labels", 1, 1)]
    [InlineData("experts", 1, 3)]
    [InlineData("classifier", 1, 2)]
    [InlineData("routing", 1, 1)]
    public void A_canceled_run_goes_on_to_the_same_weights(string stage, int epoch, int step)
    {
        using var folder = new TemporaryFolder();
        RideOptions options = Options("lws");
        options.Checkpoints.Folder = folder.Folder;

        InterruptedRun.GoesOnToTheSameWeights((stage, epoch, step), Images, options);
    }

    [Fact]
    public void Nothing_is_left_of_the_first_network()
    {
        RideOptions options = Options("crt");
        options.Classifier.Method = "joint";

        TensorCount.AssertNoneLeft(
            () => RideTraining.Train(Images, options, CPU).Dispose(),
            () =>
            {
                using RideModel model = TinyRide.Model(3, routing: true);
                using RideModel first = TinyRide.Model(3);
                SelfSupervisedTrainingTests.MakeModelsOf(options.SelfSupervision.Task, first);
                first.ReplaceHeads(first.Description.Head, 1);
                using RideModel teacher = first.Copy();
                using var generator = new Generator(1);
                using var hardHeads = new HardHeads(model, generator);
            });
    }

    private static RideOptions Options(string classifierMethod)
    {
        RideOptions options = TinyRide.Options(epochs: 2, routing: true);
        options.SoftLabels.Enabled = true;
        options.SoftLabels.ClassifierMethod = classifierMethod;
        options.SelfSupervision.Task = SelfSupervisedTasks.Contrastive;
        options.SelfSupervision.QueueLength = 20;
        options.SelfSupervision.Dimension = 8;
        options.Classifier.Method = "lws";
        options.Classifier.Epochs = 1;
        options.Classifier.BatchSize = 20;
        return options;
    }
}
