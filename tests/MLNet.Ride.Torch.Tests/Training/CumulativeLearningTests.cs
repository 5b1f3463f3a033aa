using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Networks;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Tests.Reference;
using MLNet.Ride.Torch.Tests.Support;
using MLNet.Ride.Torch.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Tests.Training;

/// <summary>BBN: two branches with cumulative learning.</summary>
public class CumulativeLearningTests
{
    private const int Epochs = 4;

    private static readonly LabeledImages Images = DrawnImages.Create([40, 20, 10], TinyRide.ImageSize);

    // The figures of the published code for 200 epochs.
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 0.999975)]
    [InlineData(101, 0.75)]
    [InlineData(161, 0.36)]
    [InlineData(200, 0.009975)]
    public void The_share_of_the_first_branch_falls_as_a_parabola(int epoch, double share)
        => Assert.Equal(share, CumulativeLearning.Share(epoch, 200), 1e-12);

    [Fact]
    public void Each_branch_sees_its_images_and_both_weigh_by_the_share()
    {
        using RideModel model = Untrained();
        using var stage = new ExpertStage(StageNames.Experts, model, Images, Options());
        stage.BeginEpoch(3);
        using DisposeScope scope = NewDisposeScope();
        Tensor own = ReferenceModel.Images(4, TinyRide.ImageSize), reversed = own.flip(0).mul(0.5);
        Tensor labels = tensor((long[])[0, 0, 1, 2]), others = tensor((long[])[2, 1, 2, 0]);
        const double Share = 0.75; // 1 − (2/4)²

        float loss = stage.Loss(cat([own, reversed]), new Targets(labels, others), 3).item<float>();

        ExpertBackbone backbone = model.Network.Backbone;
        Tensor sum = backbone.Classify(backbone.Expert(backbone.Shared(own), 0), 0).mul(Share)
            + backbone.Classify(backbone.Expert(backbone.Shared(reversed), 1), 1).mul(1 - Share);
        Tensor expected = nn.functional.cross_entropy(sum, labels).mul(Share) + nn.functional.cross_entropy(sum, others).mul(1 - Share);
        Assert.Equal(expected.item<float>(), loss, 1e-5);
    }

    [Fact]
    public void In_scoring_both_branches_have_the_same_share()
    {
        using RideModel model = Untrained();
        model.Evaluate();
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        Tensor images = ReferenceModel.Images(4, TinyRide.ImageSize);

        Tensor sum = CumulativeLearning.Logits(model.Network.Backbone, cat([images, images]), 0.5);

        Close.Values(sum.Floats(), model.EnsembleLogits(images).Floats(), 1e-5, "logits");
    }

    [Fact]
    public void The_second_branch_begins_to_learn_in_the_second_epoch()
    {
        using RideModel before = Untrained();
        RideOptions options = Options();
        options.Optimizer.WeightDecay = 0;
        options.Epochs = 1;
        using RideModel first = RideTraining.Train(Images, options, CPU);
        options.Epochs = 2;
        using RideModel second = RideTraining.Train(Images, options, CPU);

        Assert.NotEqual(Head(before, 0), Head(first, 0));
        Assert.Equal(Head(before, 1), Head(first, 1));
        Assert.NotEqual(Head(before, 1), Head(second, 1));
    }

    [Fact]
    public void Partners_of_a_batch_are_drawn_in_reverse_to_the_class_sizes()
    {
        using RideModel model = Untrained();
        using var stage = new ExpertStage(StageNames.Experts, model, Images, Options());
        var drawn = new int[3];
        var random = new Random(1);
        for (int epoch = 1; epoch <= 20; epoch++)
        {
            foreach (int image in stage.Partners!.Draw(epoch, random))
            {
                drawn[Images.Label(image)]++;
            }
        }

        Assert.Equal(stage.Sampler.EpochLength, stage.Partners!.EpochLength);
        Assert.InRange(Sampling.ChiSquare.Against(drawn, [1.0 / 7, 2.0 / 7, 4.0 / 7]), 0, Sampling.ChiSquare.Critical999(2));
    }

    [Theory]
    [InlineData(1, 3, "resnet20")]
    [InlineData(2, 2, "resnet32-branches")]
    public void A_canceled_run_goes_on_to_the_same_weights(int epoch, int step, string backbone)
    {
        using var folder = new TemporaryFolder();
        RideOptions options = Options();
        (options.Backbone, options.Checkpoints.Folder, options.Epochs) = (backbone, folder.Folder, 3);

        InterruptedRun.GoesOnToTheSameWeights((StageNames.Experts, epoch, step), Images, options);
    }

    [Fact]
    public void Feature_vectors_have_branches_too()
    {
        RideOptions options = Options();
        options.InitialWeights.Path = null;
        using RideModel initial = Untrained();
        options.FrozenBackbone = true;

        using RideModel model = RideTraining.Train(Images, options, CPU, inputs: new() { InitialModel = initial });

        Assert.NotEqual(Head(initial, 0), Head(model, 0));
        Assert.NotEqual(Head(initial, 1), Head(model, 1));
    }

    public static TheoryData<Action<RideOptions>, string> Refused => new()
    {
        { o => o.ExpertCount = 3, "The bilateral objective trains two experts, but ExpertCount is 3: set ExpertCount = 2, or Loss.Objective = Individual." },
        { o => o.Loss.Classification = "balpoe", "The bilateral objective trains the sum of the experts, but the loss 'balpoe' differs by expert: set another Loss.Classification" },
        { o => o.Loss.DiversityFactor = -0.2, "The bilateral objective shows the experts different images, which a diversity term cannot compare: set Loss.DiversityFactor = 0" },
        { o => o.Mixing.Method = "mixup", "Mixing.Method does not work with two experts that are trained on different images and are right only together: set Mixing.Method to none" },
        { o => o.SelfSupervision.Task = "rotation", "SelfSupervision.Task does not work with two experts" },
        { o => o.Distillation.TeacherExperts = 2, "Distillation does not work with two experts" },
        { o => o.SoftLabels.Enabled = true, "SoftLabels.Enabled does not work with two experts" },
        { o => o.Routing.Enabled = true, "Routing.Enabled does not work with two experts" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_does_not_work_with_branches_is_refused(Action<RideOptions> set, string message)
    {
        RideOptions options = Recipes.Find(Recipes.Bbn).Create<RideOptions>();
        set(options);

        Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => RideTraining.Check(options)).Message);
    }

    [Fact]
    public void Pre_training_can_go_before()
    {
        RideOptions options = Recipes.Find(Recipes.Bbn).Create<RideOptions>();
        (options.SelfSupervision.Task, options.SelfSupervision.PretrainingEpochs) = (SelfSupervisedTasks.Rotation, 2);

        RideTraining.Check(options);
    }

    private static RideOptions Options()
    {
        RideOptions options = TinyRide.Options(Epochs);
        options.Head = HeadKind.Linear;
        options.Loss = new() { Classification = "cross-entropy", Objective = ExpertObjective.Bilateral, DeferredReweighting = false, DiversityFactor = 0 };
        return options;
    }

    private static RideModel Untrained() => RideModel.Create(ModelDescription.Of(Options(), Images.ClassCounts), 1);

    private static float[] Head(RideModel model, int branch) => model.State()[$"backbone.linears.{branch}.weight"].Floats();
}
