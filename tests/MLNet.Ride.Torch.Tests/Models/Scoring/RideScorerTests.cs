using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Models.Scoring;
using MLNet.Ride.Torch.Networks;
using MLNet.Ride.Torch.Options;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Tests.Models.Scoring;

public class RideScorerTests
{
    private static readonly byte[][] Images = DrawnImages.Test(4, 5, 16);

    [Fact]
    public void Probabilities_are_the_softmax_of_the_network()
    {
        RideModel model = Model();
        using var scorer = new RideScorer(model, CPU);

        ScoredImages scored = scorer.Score(Images);

        Assert.Equal(NetworkProbabilities(model, Images), scored.Probabilities, (a, b) => Math.Abs(a - b) < 1e-5);
        Assert.Equal(Enumerable.Repeat(3, Images.Length), scored.ExpertsUsed);
    }

    [Fact]
    public void An_image_is_scored_the_same_in_every_batch()
    {
        using var scorer = new RideScorer(Model(routing: true), CPU);

        float[] together = scorer.Score(Images).Probabilities;
        float[] alone = [.. Images.SelectMany(image => scorer.Score([image]).Probabilities)];

        Assert.Equal(together, alone, (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Theory]
    [InlineData(-1000f, 1)]
    [InlineData(1000f, 3)]
    public void Routers_decide_how_many_experts_are_used(float bias, int expected)
    {
        RideModel model = Model(routing: true);
        SetRouterBias(model, bias);
        using var scorer = new RideScorer(model, CPU);

        Assert.Equal(Enumerable.Repeat(expected, Images.Length), scorer.Score(Images).ExpertsUsed);
    }

    [Fact]
    public void Routed_samples_have_the_mean_of_the_experts_they_used()
    {
        RideModel model = Model(routing: true);
        using (NewDisposeScope())
        using (no_grad())
        {
            model.Evaluate();
            SetRouterBias(model, 0);
            Tensor first = model.Router!.Scores(RoutingInputs.From(model.Network, Normalized(model, Images)))[0];
            float[] ordered = [.. first.data<float>().Order()];
            SetRouterBias(model, -(ordered[9] + ordered[10]) / 2);
        }

        using var scorer = new RideScorer(model, CPU);
        ScoredImages scored = scorer.Score(Images);

        Assert.Equal(10, scored.ExpertsUsed.Count(used => used > 1));
        float[][] rows = [.. scored.Probabilities.Chunk(4)];
        float[][][] byExperts = [.. Enumerable.Range(1, 3).Select(used => NetworkProbabilities(model, Images, used).Chunk(4).ToArray())];
        Assert.All(rows, (row, i) => Assert.Equal(byExperts[scored.ExpertsUsed[i] - 1][i], row, (a, b) => Math.Abs(a - b) < 1e-4));
    }

    [Fact]
    public void Many_threads_may_score_at_once()
    {
        using var scorer = new RideScorer(Model(routing: true), CPU);
        float[] expected = scorer.Score(Images).Probabilities;

        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 4 }, _ =>
            Assert.Equal(expected, scorer.Score(Images).Probabilities, (a, b) => Math.Abs(a - b) < 1e-5));
    }

    [Fact]
    public void Leaves_no_tensors_and_owns_the_model()
    {
        TensorCount.AssertNoneLeft(
            () =>
            {
                using var scorer = new RideScorer(Model(routing: true), CPU);
                TensorCount.AssertNoneLeft(() => scorer.Score(Images));
            },
            () => Model(routing: true).Dispose());
    }

    [Fact]
    public void Refuses_no_images_and_images_of_another_size()
    {
        using var scorer = new RideScorer(Model(), CPU);

        Assert.Contains("no image", Assert.Throws<ArgumentException>(() => scorer.Score([])).Message);
        Assert.Contains("16×16", Assert.Throws<ArgumentException>(() => scorer.Score([new byte[10]])).Message);
    }

    private static RideModel Model(bool routing = false) => RideModel.Create(
        new ModelDescription
        {
            Backbone = "resnet20",
            ClassCount = 4,
            ExpertCount = 3,
            ReducedWidth = true,
            Head = HeadKind.Cosine,
            RouterTopLogits = routing ? 4 : 0,
            ImageSize = 16,
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

    private static float[] NetworkProbabilities(RideModel model, byte[][] images, int experts = 3)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        Tensor[] logits = model.Network.Experts(Normalized(model, images));
        Tensor sum = logits.Take(experts).Aggregate((a, b) => a + b);
        return (sum / experts).softmax(1).data<float>().ToArray();
    }

    private static Tensor Normalized(RideModel model, byte[][] images)
    {
        int size = model.Description.ImageSize;
        float[] pixels = [.. images.SelectMany(image => image.Select((value, i) =>
            ((value / 255f) - model.Description.Mean[i % 3]) / model.Description.StandardDeviation[i % 3]))];
        return tensor(pixels).view(images.Length, size, size, 3).permute(0, 3, 1, 2);
    }
}
