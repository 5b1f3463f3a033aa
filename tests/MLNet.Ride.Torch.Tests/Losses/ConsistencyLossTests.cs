using MLNet.Ride.Torch.Losses;
using MLNet.Ride.Torch.Options;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Tests.Losses;

public sealed class ConsistencyLossTests : IDisposable
{
    // Four weak views, then the strong ones of the same images.
    private static readonly float[][,] Logits =
    [
        new[,] { { -2.25f, -2.25f, -0.5f, -0.75f, 1.75f }, { 1.5f, -0.75f, -4.25f, 0.75f, -2.5f }, { 0.75f, 0.5f, 0.25f, 2.5f, 2.25f }, { -0.5f, -2.75f, -3.5f, 1.25f, 1.5f }, { 1.25f, -3, -0.75f, 3.75f, -0.5f }, { -1.5f, 1.25f, 0.5f, -0.25f, -1.25f }, { 2, 1, 2.5f, 0.25f, -2.5f }, { 0, -1, -0.5f, -3.25f, 3.5f } },
        new[,] { { 0.5f, -1, -1.25f, -1, 1.25f }, { 3, 1, -1.25f, -2.75f, 0.5f }, { -0.25f, -1, -3, -0.5f, 1 }, { 2.75f, 3, 4.25f, 3.5f, 4.75f }, { -2.25f, -0.75f, -2.25f, -0.25f, 3.25f }, { -2.75f, 0.75f, 1, -5.25f, -3.5f }, { -0.5f, 0.5f, 0.5f, 0.25f, 0.75f }, { 1, 1, -1.75f, 1.5f, -1.75f } },
        new[,] { { -0.5f, -4.75f, -0.25f, 0, 2 }, { 0.75f, -1.75f, 0, -1.25f, -1 }, { 3.75f, -0.75f, 0.25f, 2.25f, 1.75f }, { 2.75f, -1.75f, -0.75f, -1.5f, 1.25f }, { 1.25f, 1, 4, -2.25f, -1.75f }, { -2.75f, 3.25f, 0.25f, -3.25f, -1 }, { -0.25f, -0.75f, 1.25f, 2, 1 }, { 0.25f, 1.75f, 0, 2, -1.5f } },
    ];

    private static readonly LossOptions Mdcs = new() { Classification = "balpoe", Taus = [-0.5, 1, 2.5], DeferredReweighting = false, DiversityFactor = 0 };

    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    // Figures: the published loss (model/loss.py) on these logits, with PyTorch 1.13.
    [Theory]
    [InlineData(5, 0.668006)]
    [InlineData(30, 2.672026)]
    public void Equals_the_published_loss(int epoch, double expected)
    {
        using var labels = new ExpertLoss(Mdcs, [50, 20, 8, 3, 1], epochs: 400, expertCount: 3);
        var consistency = new ConsistencyLoss(labels, new() { Weight = 0.6 }, epochs: 400);

        Tensor loss = consistency.Compute(Experts(), Classes(0, 0, 0, 4), epoch);

        Assert.Equal(expected, loss.item<float>(), 1e-5);
    }

    [Fact]
    public void Both_views_learn_the_labels()
    {
        using var labels = new ExpertLoss(Mdcs, [50, 20, 8, 3, 1], epochs: 400, expertCount: 3);

        Tensor loss = labels.Compute(Experts(), new(Classes(0, 0, 0, 4, 0, 0, 0, 4)), 1);

        Assert.Equal(8.197762, loss.item<float>(), 1e-4);
    }

    [Fact]
    public void Only_strong_views_of_images_that_are_right_learn_from_the_weak_ones()
    {
        using var labels = new ExpertLoss(new() { Classification = "cross-entropy", DeferredReweighting = false, DiversityFactor = 0 }, [1, 1], epochs: 1);
        Tensor logits = tensor(new[,] { { 2f, 0 }, { 0, 2 }, { 0, 1 }, { 0, 1 } }, requires_grad: true);

        new ConsistencyLoss(labels, new() { Weight = 1, WarmUpFraction = 0 }, epochs: 1).Compute([logits], Classes(0, 0), 1).backward();

        float[] gradient = logits.grad!.data<float>().ToArray();
        Assert.All(gradient[..4], value => Assert.Equal(0, value));
        Assert.True(gradient[4] < 0 && gradient[5] > 0, string.Join(" ", gradient));
        Assert.All(gradient[6..], value => Assert.Equal(0, value));
    }

    [Fact]
    public void Without_an_image_that_is_right_it_is_zero()
    {
        using var labels = new ExpertLoss(Mdcs, [50, 20, 8, 3, 1], epochs: 400, expertCount: 3);
        Tensor[] wrong = [.. Experts().Select(logits => zeros_like(logits))];

        Tensor loss = new ConsistencyLoss(labels, new() { Weight = 1 }, epochs: 400).Compute(wrong, Classes(2, 2, 2, 2), 20);

        Assert.Equal(0, loss.item<float>());
    }

    private static Tensor[] Experts() => [.. Logits.Select(logits => tensor(logits))];

    private static Tensor Classes(params long[] classes) => tensor(classes);
}
