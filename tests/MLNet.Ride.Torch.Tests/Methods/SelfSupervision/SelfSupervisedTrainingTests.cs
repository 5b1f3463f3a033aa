using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Methods.SelfSupervision;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Networks;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Tests.Reference;
using MLNet.Ride.Torch.Tests.Support;
using MLNet.Ride.Torch.Tests.Training;
using MLNet.Ride.Torch.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Tests.Methods.SelfSupervision;

public class SelfSupervisedTrainingTests
{
    private static readonly LabeledImages Images = DrawnImages.Create([40, 20, 10], TinyRide.ImageSize);

    public static TheoryData<string> Tasks => [.. SelfSupervisionRegistry.All.Names];

    [Theory]
    [MemberData(nameof(Tasks))]
    public void A_canceled_run_goes_on_to_the_same_weights(string task)
    {
        using var folder = new TemporaryFolder();
        RideOptions options = Options(task, epochs: 2);
        options.Checkpoints.Folder = folder.Folder;

        InterruptedRun.GoesOnToTheSameWeights((StageNames.Experts, 2, 2), Images, options);
    }

    [Theory]
    [InlineData(SelfSupervisedTasks.Rotation)]
    [InlineData(SelfSupervisedTasks.Contrastive)]
    public void The_task_reaches_the_network_and_leaves_nothing_in_the_model(string task)
    {
        RideOptions without = Options(SelfSupervisedTasks.None);
        RideOptions with = Options(task);
        var progress = new ProgressRecorder();

        using RideModel plain = RideTraining.Train(Images, without, CPU);
        using RideModel model = RideTraining.Train(Images, with, CPU, progress);

        Assert.Equal(plain.State().Keys, model.State().Keys);
        Assert.NotEqual(plain.State()["backbone.conv1.weight"].Floats(), model.State()["backbone.conv1.weight"].Floats());
        Assert.All(progress.Reports, report => Assert.True(double.IsFinite(report.Loss)));
    }

    [Theory]
    [InlineData(SelfSupervisedTasks.Rotation)]
    [InlineData(SelfSupervisedTasks.Contrastive)]
    public void A_teacher_that_is_trained_first_has_the_task_too(string task)
    {
        Assert.NotEqual(TeacherLosses(SelfSupervisedTasks.None), TeacherLosses(task));

        static IEnumerable<double> TeacherLosses(string task)
        {
            RideOptions options = Options(task);
            options.Distillation.TeacherExperts = 3;
            var progress = new ProgressRecorder();
            RideTraining.Train(Images, options, CPU, progress).Dispose();
            double[] losses = [.. progress.Reports.Where(report => report.Stage == "teacher").Select(report => report.Loss)];
            Assert.Equal(5, losses.Length);
            return losses;
        }
    }

    [Theory]
    [MemberData(nameof(Tasks))]
    public void Nothing_is_left_of_the_task(string task)
    {
        TensorCount.AssertNoneLeft(
            () => RideTraining.Train(Images, Options(task), CPU).Dispose(),
            () =>
            {
                using RideModel model = TinyRide.Model(3);
                MakeModelsOf(task, model);
            });
    }

    [Fact]
    public void No_gradient_flows_into_keys_and_queue()
    {
        using DisposeScope scope = NewDisposeScope();
        using RideModel model = TinyRide.Model(3);
        using IAuxiliaryTask task = SelfSupervisionRegistry.Create(Options(SelfSupervisedTasks.Contrastive), model, Images, 1, CPU)!;
        Tensor views = randn(8, 3, TinyRide.ImageSize, TinyRide.ImageSize);
        Tensor labels = tensor((long[])[0, 1, 2, 0]);
        task.BeginEpoch();
        float[] before = task.FurtherTensors["queue.keys"].Floats();

        task.Loss(ExpertOutputs.Of(model.Network, task.Inputs(views, 4)), views, labels).backward();

        Tensor[] keys = [.. task.FurtherTensors.Where(entry => entry.Key.StartsWith("key_", StringComparison.Ordinal)).Select(entry => entry.Value)];
        Assert.NotEmpty(keys);
        Assert.All(keys.Concat(task.OtherModels["keys"].Network.parameters()), tensor => Assert.Null(tensor.grad));
        Assert.NotEmpty(task.Parameters);
        Assert.All(task.Parameters, parameter => Assert.NotNull(parameter.grad));
        Assert.NotNull(model.State()["backbone.conv1.weight"].grad);
        Assert.NotEqual(before, task.FurtherTensors["queue.keys"].Floats());
    }

    [Fact]
    public void The_queue_is_as_long_as_the_training_set_in_whole_batches()
    {
        var options = new SelfSupervisionOptions();

        Assert.Equal(115_712, options.QueueLengthFor(115_846, 256)); // ImageNet-LT, as published
        Assert.Equal(100, options.QueueLengthFor(100, 256));
        options.QueueLength = 7;
        Assert.Equal(7, options.QueueLengthFor(100, 256));
    }

    /// <summary>Makes and disposes what a task adds to a model.</summary>
    internal static void MakeModelsOf(string task, RideModel model)
    {
        using var generator = new Generator(1);
        if (task == SelfSupervisedTasks.Rotation)
        {
            new FeatureHead(generator, 1, 1).Dispose();
        }
        else if (task == SelfSupervisedTasks.Contrastive)
        {
            using RideModel ofKeys = model.Copy();
            using var projection = new FeatureHead(generator, 1, 1, 1);
            using var projectionOfKeys = new FeatureHead(generator, 1, 1, 1);
        }
    }

    private static RideOptions Options(string task, int epochs = 1)
    {
        RideOptions options = TinyRide.Options(epochs);
        if (task != SelfSupervisedTasks.None)
        {
            options.SelfSupervision = new() { Task = task, QueueLength = 25, Dimension = 8, Momentum = 0.9 };
        }

        return options;
    }
}
