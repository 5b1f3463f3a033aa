using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Tests.Support;
using MLNet.Ride.Torch.Training;
using TorchSharp;

namespace MLNet.Ride.Torch.Tests.Training;

public sealed class ConsistencyTests : IDisposable
{
    private static readonly LabeledImages Images = DrawnImages.Create([40, 20, 10], TinyRide.ImageSize);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1, 3)]
    [InlineData(2, 2)]
    public void A_canceled_run_resumes_to_the_same_weights(int epoch, int step)
    {
        RideOptions options = Options(weight: 0.6);
        options.Checkpoints.Folder = _folder.Folder;

        InterruptedRun.GoesOnToTheSameWeights((StageNames.Experts, epoch, step), Images, options);
    }

    [Fact]
    public void The_weight_decides_how_alike_the_views_become()
    {
        double free = Difference(Options(weight: 1e-9)), bound = Difference(Options(weight: 30));

        Assert.True(bound < 0.8 * free, $"{bound} after {free}");
    }

    public static TheoryData<Action<RideOptions>, string> Refused => new()
    {
        { o => o.Mixing.Method = "mixup", "Mixing.Method does not work with Consistency, which shows each expert two views of an image: set Mixing.Method to none, or Consistency.Weight = 0." },
        { o => o.SelfSupervision.Task = "rotation", "SelfSupervision.Task does not work with Consistency" },
        { o => o.Distillation.TeacherExperts = 2, "Distillation does not work with Consistency" },
        { o => o.SoftLabels.Enabled = true, "SoftLabels.Enabled does not work with Consistency" },
        { o => (o.FrozenBackbone, o.Mixing.Method) = (true, "none"), "Consistency.Weight needs images in every step" },
        { o => o.Consistency.Policy = "strong", "Consistency.Policy 'strong' is unknown. Available: none, auto-augment-cifar, rand-augment" },
        { o => o.Consistency.Weight = -1, "Consistency.Weight must be between 0 and 1000" },
        { o => (o.Consistency.Weight, o.Consistency.CutoutSize) = (0, 8), "Consistency.CutoutSize would have no effect, because Consistency.Weight is 0: set Weight to a number above 0" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_does_not_work_with_two_views_is_refused(Action<RideOptions> set, string message)
    {
        RideOptions options = Recipes.Find(Recipes.Mdcs).Create<RideOptions>();
        set(options);

        Assert.StartsWith(message, Assert.ThrowsAny<ArgumentException>(() => RideTraining.Check(options)).Message);
    }

    // Mean difference between the probabilities of training images as they are and with a hole in the middle.
    private static double Difference(RideOptions options)
    {
        using RideModel model = RideTraining.Train(Images, options, torch.CPU);
        using DisposeScope scope = torch.NewDisposeScope();
        using IDisposable noGradient = torch.no_grad();
        var batch = new float[Images.Count * TinyRide.ImageSize * TinyRide.ImageSize * 3];
        new BatchPreparer(Images, new ImageAugmenter(new() { CropPadding = 0, HorizontalFlip = false, RotationDegrees = 0 }, TinyRide.ImageSize))
            .Prepare([.. Enumerable.Range(0, Images.Count)], new Random(1), batch, CancellationToken.None);
        torch.Tensor images = torch.tensor(batch).view(Images.Count, TinyRide.ImageSize, TinyRide.ImageSize, 3).permute(0, 3, 1, 2);
        torch.Tensor withHole = images.clone();
        withHole[.., .., 2..6, 2..6] = torch.tensor(0f);
        model.Network.eval();
        return model.Network.Experts(images).Zip(model.Network.Experts(withHole)).Average(pair => (double)(pair.First.softmax(1) - pair.Second.softmax(1)).abs().mean().item<float>());
    }

    private static RideOptions Options(double weight)
    {
        RideOptions options = TinyRide.Options(epochs: 6);
        options.Loss = new() { Classification = "balpoe", DeferredReweighting = false, DiversityFactor = 0 };
        options.Consistency = new() { Weight = weight, WarmUpFraction = 0, Policy = "none", CutoutSize = 4 };
        return options;
    }
}
