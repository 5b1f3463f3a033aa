using MLNet.Ride.Torch.Losses;
using MLNet.Ride.Torch.Losses.Classification;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Tests.Reference;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Tests.Losses;

public class ExpertLossTests
{
    private const int Epochs = 10;

    private static readonly int[] Counts = [50, 20, 5];

    public static TheoryData<string> Names => [.. LossRegistry.All.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_loss_is_finite_and_reaches_all_experts(string name)
    {
        bool differs = LossRegistry.Find(name).DiffersByExpert;
        foreach (ExpertObjective objective in Enum.GetValues<ExpertObjective>().Take(differs ? 1 : 2))
        {
            using var loss = new ExpertLoss(
                new LossOptions
                {
                    Classification = name,
                    Objective = objective,
                    DiversityFactor = objective == ExpertObjective.Individual && !differs ? -0.45 : 0,
                    DeferredReweighting = !differs && !LossRegistry.Find(name).HasClassWeights,
                },
                Counts,
                Epochs,
                3);
            foreach (int epoch in (int[])[1, Epochs])
            {
                using DisposeScope scope = NewDisposeScope();
                Tensor[] experts = Experts();

                Tensor value = loss.Compute(experts, Labels(), epoch);
                value.backward();

                Assert.True(float.IsFinite(value.item<float>()));
                Assert.All(experts, expert => Assert.True(expert.grad!.Norm() > 0));
            }
        }
    }

    [Fact]
    public void The_collaborative_loss_is_that_of_the_mean_once_for_each_expert()
    {
        using DisposeScope scope = NewDisposeScope();
        using var loss = new ExpertLoss(
            new LossOptions { Classification = "cross-entropy", DiversityFactor = 0, Objective = ExpertObjective.Collaborative, Beta = 0 }, Counts, Epochs);
        Tensor[] experts = Experts();

        double expected = 3 * nn.functional.cross_entropy(stack(experts).mean([0]), Labels()).item<float>();

        Close.Value(expected, loss.Compute(experts, Labels(), Epochs).item<float>(), 1e-6, "loss");
    }

    [Fact]
    public void Without_diversity_it_is_the_sum_of_the_experts_losses()
    {
        using DisposeScope scope = NewDisposeScope();
        using var loss = new ExpertLoss(
            new LossOptions { Classification = "cross-entropy", DiversityFactor = 0, DeferredReweighting = false }, Counts, Epochs);
        Tensor[] experts = Experts();

        double expected = experts.Sum(expert => nn.functional.cross_entropy(expert, Labels()).item<float>());

        Close.Value(expected, loss.Compute(experts, Labels(), Epochs).item<float>(), 1e-6, "loss");
    }

    [Fact]
    public void One_expert_has_no_diversity_term()
    {
        using DisposeScope scope = NewDisposeScope();
        using var loss = new ExpertLoss(new LossOptions { Classification = "cross-entropy" }, Counts, Epochs);
        Tensor[] experts = Experts()[..1];

        Close.Value(nn.functional.cross_entropy(experts[0], Labels()).item<float>(), loss.Compute(experts, Labels(), 1).item<float>(), 1e-6, "loss");
    }

    [Fact]
    public void Class_weights_act_after_their_epoch_only()
    {
        using DisposeScope scope = NewDisposeScope();
        using var loss = new ExpertLoss(
            new LossOptions { Classification = "cross-entropy", DiversityFactor = 0, ReweightAfterEpoch = 4 }, Counts, Epochs);
        Tensor[] experts = Experts()[..1];
        Tensor weights = tensor(Array.ConvertAll(ClassWeights.EffectiveNumber(Counts), weight => (float)weight));

        double plain = nn.functional.cross_entropy(experts[0], Labels()).item<float>();
        double weighted = nn.functional.cross_entropy(experts[0], Labels(), weights).item<float>();

        Close.Value(plain, loss.Compute(experts, Labels(), 4).item<float>(), 1e-6, "epoch 4");
        Close.Value(weighted, loss.Compute(experts, Labels(), 5).item<float>(), 1e-6, "epoch 5");
    }

    [Fact]
    public void Only_the_loss_leaves_its_scope()
    {
        using DisposeScope scope = NewDisposeScope();
        using var loss = new ExpertLoss(new LossOptions(), Counts, Epochs);
        Tensor[] experts = Experts();
        Tensor labels = Labels();
        loss.Compute(experts, labels, Epochs);
        int before = scope.DisposablesCount;

        loss.Compute(experts, labels, Epochs);

        Assert.Equal(before + 1, scope.DisposablesCount);
    }

    [Fact]
    public void Class_without_images_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new ExpertLoss(new LossOptions(), [3, 0], Epochs));

        Assert.Contains("Class 1", error.Message, StringComparison.Ordinal);
    }

    private static Tensor[] Experts()
        => [.. Enumerable.Range(0, 3).Select(k => tensor(Draws.Of($"expert{k}", 12, 3), [4, 3]).requires_grad_())];

    private static Tensor Labels() => tensor((long[])[0, 2, 1, 0]);
}
