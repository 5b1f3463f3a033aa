using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Models.Scoring;
using MLNet.Ride.Torch.Networks;
using MLNet.Ride.Torch.Options;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Tests.Models.Scoring;

public class TestTimeAugmentationTests
{
    private const int ClassCount = 4;
    private const int Size = 16;
    private const float Tolerance = 1e-5f;

    private static readonly byte[][] Images = DrawnImages.Test(ClassCount, 5, Size);

    [Fact]
    public void Flip_is_the_mean_of_the_logits_of_an_image_and_its_mirror_image()
    {
        RideModel model = Model();
        using var scorer = new RideScorer(model, CPU);

        ScoredImages scored = scorer.Score(Images, TestTimeAugmentation.Flip);

        AssertSame(MeanProbabilities(model, [.. Images.Select(image => new[] { image, Mirrored(image) })]), scored.Probabilities);
        Assert.Equal(Enumerable.Repeat(3, Images.Length), scored.ExpertsUsed);
    }

    [Fact]
    public void Flip_leaves_the_scores_of_symmetrical_images()
    {
        using var scorer = new RideScorer(Model(), CPU);
        byte[][] symmetrical = Array.ConvertAll(Images, image => Array.ConvertAll(image.Zip(Mirrored(image)).ToArray(), p => (byte)((p.First + p.Second) / 2)));

        AssertSame(scorer.Score(symmetrical).Probabilities, scorer.Score(symmetrical, TestTimeAugmentation.Flip).Probabilities);
        Assert.NotEqual(scorer.Score(Images).Probabilities, scorer.Score(Images, TestTimeAugmentation.Flip).Probabilities);
    }

    [Fact]
    public void Five_crops_are_the_mean_of_five_images_in_succession()
    {
        RideModel model = Model();
        using var scorer = new RideScorer(model, CPU);

        AssertSame(MeanProbabilities(model, Images.Chunk(5)), scorer.Score(Images, TestTimeAugmentation.FiveCrops).Probabilities);
        AssertSame(
            MeanProbabilities(model, Images.Chunk(5).Select(crops => crops.Concat(crops.Select(Mirrored)).ToArray())),
            scorer.Score(Images, TestTimeAugmentation.FiveCropsAndFlips).Probabilities);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void All_views_use_the_experts_that_the_mean_of_their_router_scores_asks_for(int copies)
    {
        RideModel model = Model(routing: true);
        byte[][] images = [.. Enumerable.Repeat(Images, copies).SelectMany(i => i)];
        byte[][][] views = [.. images.Select(image => new[] { image, Mirrored(image) })];
        float[] scores = MeanRouterScores(model, views);
        float[] ordered = [.. scores.Distinct().Order()];
        float threshold = (ordered[ordered.Length / 2] + ordered[(ordered.Length / 2) - 1]) / 2;
        SetRouterBias(model, -threshold);
        using var scorer = new RideScorer(model, CPU);

        ScoredImages scored = scorer.Score(images, TestTimeAugmentation.Flip);

        Assert.Equal(scores.Select(score => score > threshold), scored.ExpertsUsed.Select(used => used > 1));
        Assert.All(views, (view, i) => AssertSame(
            MeanProbabilities(model, [view], scored.ExpertsUsed[i]), scored.Probabilities.AsSpan(i * ClassCount, ClassCount).ToArray()));
    }

    [Fact]
    public void What_cannot_be_cropped_is_refused_with_the_reason()
    {
        using var scorer = new RideScorer(Model(), CPU);
        using var whole = new RideScorer(Model(resizeShorterSide: null), CPU);

        Assert.Contains("5 crops of each image, but there are 4", Refused(scorer, Images[..4], TestTimeAugmentation.FiveCrops));
        Assert.Contains("requires a model trained with Augmentation.CenterCrop", Refused(whole, Images, TestTimeAugmentation.FiveCropsAndFlips));
        Assert.Contains("must be one of None, Flip", Refused(scorer, Images, (TestTimeAugmentation)7));
    }

    [Fact]
    public void Leaves_no_tensors()
    {
        using var scorer = new RideScorer(Model(routing: true), CPU);

        TensorCount.AssertNoneLeft(() => scorer.Score(Images, TestTimeAugmentation.FiveCropsAndFlips));
    }

    private static string Refused(RideScorer scorer, byte[][] images, TestTimeAugmentation augmentation)
        => Assert.ThrowsAny<ArgumentException>(() => scorer.Score(images, augmentation)).Message;

    private static void AssertSame(float[] expected, float[] actual) => Assert.Equal(expected, actual, (a, b) => Math.Abs(a - b) < Tolerance);

    private static byte[] Mirrored(byte[] image)
        => [.. Enumerable.Range(0, image.Length).Select(i => image[(i / (3 * Size) * 3 * Size) + (3 * (Size - 1 - (i / 3 % Size))) + (i % 3)])];

    private static RideModel Model(bool routing = false, int? resizeShorterSide = Size) => RideModel.Create(
        new ModelDescription
        {
            Backbone = "resnet20",
            ClassCount = ClassCount,
            ExpertCount = 3,
            ReducedWidth = true,
            Head = HeadKind.Cosine,
            RouterTopLogits = routing ? 4 : 0,
            ImageSize = Size,
            ResizeShorterSide = resizeShorterSide,
            Mean = [0.5f, 0.4f, 0.3f],
            StandardDeviation = [0.2f, 0.25f, 0.3f],
            TrainingCounts = [4, 3, 2, 1],
        },
        seed: 3);

    private static void SetRouterBias(RideModel model, float bias)
    {
        using IDisposable noGradient = no_grad();
        model.State()["backbone.expert_help_pred_fc.bias"].fill_(bias);
    }

    private static float[] MeanRouterScores(RideModel model, byte[][][] views)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        model.Evaluate();
        SetRouterBias(model, 0);
        return [.. views.Select(view => model.Router!.Scores(RoutingInputs.From(model.Network, Normalized(model, view)))[0].mean().item<float>())];
    }

    private static float[] MeanProbabilities(RideModel model, IEnumerable<byte[][]> views, int experts = 3)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        return [.. views.SelectMany(view =>
        {
            Tensor[] logits = model.Network.Experts(Normalized(model, view));
            return (logits.Take(experts).Aggregate((a, b) => a + b) / experts).mean([0]).softmax(0).data<float>().ToArray();
        })];
    }

    private static Tensor Normalized(RideModel model, byte[][] images)
    {
        float[] pixels = [.. images.SelectMany(image => image.Select((value, i) =>
            ((value / 255f) - model.Description.Mean[i % 3]) / model.Description.StandardDeviation[i % 3]))];
        return tensor(pixels).view(images.Length, Size, Size, 3).permute(0, 3, 1, 2);
    }
}
