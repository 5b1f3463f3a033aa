using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Methods.SelfSupervision;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Networks;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Sampling;
using MLNet.Ride.Torch.Training;
using MLNet.Ride.Torch.Training.Runs;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Tests.Methods.SelfSupervision;

/// <summary>What is learned of a task holds for images that were not seen.</summary>
public sealed class LearnedTaskTests : IDisposable
{
    private const int Seed = 1;

    private static readonly LabeledImages Images = Scenes([80, 40, 20], seed: 1);
    private static readonly LabeledImages Unseen = Scenes([20, 20, 20], seed: 2);

    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    public void Rotations_of_images_that_were_not_seen_are_told_apart(int pretrainingEpochs)
    {
        (double before, double after) = Learned(Options(8, new() { Task = SelfSupervisedTasks.Rotation, PretrainingEpochs = pretrainingEpochs }), (model, stage, views) =>
        {
            Tensor features = ExpertOutputs.Of(model.Network, ImageRotations.Of(views.narrow(0, 0, Unseen.Count))).MeanFeatures();
            return Projected(features, stage.FurtherTensors, "rotation").argmax(1).eq(ImageRotations.Labels(Unseen.Count, CPU));
        });

        Assert.InRange(before, 0, 0.5);
        Assert.InRange(after, 0.75, 1); // 0.25 is chance
    }

    [Fact]
    public void Another_view_of_an_image_that_was_not_seen_is_nearer_than_views_of_other_images()
    {
        RideOptions options = Options(30, new() { Task = SelfSupervisedTasks.Contrastive, QueueLength = 100, Dimension = 16, Momentum = 0.9, ExcludeSameClass = false });
        (options.Augmentation.Brightness, options.Augmentation.Contrast, options.Augmentation.Hue) = (0.3, 0.3, 0.1);
        (options.Augmentation.RotationDegrees, options.Augmentation.CropPadding) = (0, 0);

        (double before, double after) = Learned(options, (model, stage, views) =>
        {
            RideModel encoder = stage.OtherModels["keys"];
            encoder.Evaluate();
            Tensor queries = Unit(Projected(ExpertOutputs.Of(model.Network, views.narrow(0, 0, Unseen.Count)).MeanFeatures(), stage.FurtherTensors, "projection"));
            Tensor keys = Unit(Projected(ExpertOutputs.Of(encoder.Network, views.narrow(0, Unseen.Count, Unseen.Count)).MeanFeatures(), stage.FurtherTensors, "key_projection"));
            return queries.mm(keys.t()).lt(queries.mul(keys).sum(1, true));
        });

        Assert.True(after > 0.7 && after > before + 0.1, $"{before:F2} {after:F2}"); // 0.5 is chance
    }

    // The share of what holds, before and after training.
    private static (double Before, double After) Learned(RideOptions options, Func<RideModel, ITrainingStage, Tensor, Tensor> holds)
    {
        using RideModel model = RideModel.Create(ModelDescription.Of(options, Images.ClassCounts), Seed);
        using ITrainingStage stage = options.SelfSupervision.PretrainingEpochs > 0
            ? Pretraining.Stage(model, Images, options, Seed, CPU)
            : new ExpertStage(StageNames.Experts, model, Images, options, task: SelfSupervisionRegistry.Create(options, model, Images, Seed, CPU));
        double before = Share();
        new StageRunner(Images, null, options, Seed, CPU, null, null, null, default).Run(stage);
        return (before, Share());

        double Share()
        {
            using IDisposable noGradient = no_grad();
            model.Evaluate();
            return holds(model, stage, Views(options)).to_type(ScalarType.Float32).mean().item<float>();
        }
    }

    // Two random views of each image that was not seen, one after the other.
    private static Tensor Views(RideOptions options)
    {
        using var feed = new BatchFeed(
            Unseen,
            new ImageAugmenter(options.Augmentation, TinyRide.ImageSize),
            new InstanceBalancedSampler(Unseen.Count),
            new BatchPlan(Unseen.Count, Unseen.Count, 1),
            [(1, new Random(1))],
            views: 2);
        return feed.Next(CancellationToken.None).Images(CPU).clone();
    }

    // A head is layers with ReLU between them.
    private static Tensor Projected(Tensor features, IReadOnlyDictionary<string, Tensor> tensors, string head)
    {
        Tensor output = features;
        for (int layer = 0; tensors.TryGetValue($"{head}.layers.{layer}.weight", out Tensor? weight); layer++)
        {
            output = (layer == 0 ? output : output.relu()).mm(weight.t()).add(tensors[$"{head}.layers.{layer}.bias"]);
        }

        return output;
    }

    private static Tensor Unit(Tensor rows) => rows.div(rows.mul(rows).sum(1, true).sqrt());

    private static RideOptions Options(int epochs, SelfSupervisionOptions task)
    {
        RideOptions options = TinyRide.Options(epochs, seed: Seed);
        (options.ExpertCount, options.ReducedWidth, options.Head) = (1, false, HeadKind.Linear);
        (options.Loss.Classification, options.Loss.DeferredReweighting, options.Loss.DiversityFactor) = ("cross-entropy", false, 0);
        options.Optimizer.LearningRate = 0.02;
        options.SelfSupervision = task;
        return options;
    }

    // Blocks of their own grays for each image, brighter at the top; the class is how bright the first block is.
    private static LabeledImages Scenes(int[] counts, int seed)
    {
        const int Size = TinyRide.ImageSize;
        var random = new Random(seed);
        var images = new LabeledImages(Size, counts.Length);
        for (int label = 0; label < counts.Length; label++)
        {
            for (int i = 0; i < counts[label]; i++)
            {
                int[] blocks = [.. Enumerable.Range(0, 16).Select(block => block == 0 ? 50 * (label - 1) : random.Next(-50, 50))];
                var pixels = new byte[Size * Size * 3];
                for (int p = 0; p < pixels.Length; p++)
                {
                    (int row, int column) = Math.DivRem(p / 3, Size);
                    pixels[p] = (byte)(168 + blocks[(row / 2 * 4) + (column / 2)] - (80 * row / (Size - 1)));
                }

                images.Add(pixels, label);
            }
        }

        return images;
    }
}
