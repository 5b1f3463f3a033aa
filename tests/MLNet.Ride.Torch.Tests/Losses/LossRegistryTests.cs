using MLNet.Ride.Torch.Losses.Classification;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Tests.Reference;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Tests.Losses;

/// <summary>What holds for every classification loss of the registry.</summary>
public class LossRegistryTests
{
    private const int Classes = 4;
    private const int Samples = 6;
    private const int Experts = 3;

    private static readonly int[] Counts = [50, 20, 5, 1];
    private static readonly long[] LabelValues = [0, 3, 1, 2, 0, 1];

    /// <summary>Every loss by name and number of the expert, of three.</summary>
    public static TheoryData<string, int> Losses
    {
        get
        {
            var losses = new TheoryData<string, int>();
            foreach (string name in LossRegistry.All.Names)
            {
                for (int expert = 0; expert < (LossRegistry.Find(name).DiffersByExpert ? Experts : 1); expert++)
                {
                    losses.Add(name, expert);
                }
            }

            return losses;
        }
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void The_gradient_is_finite_and_sums_to_nothing_over_the_classes(string name, int expert)
    {
        using DisposeScope scope = NewDisposeScope();
        using ClassificationLoss loss = Create(name, expert, Counts);
        Tensor logits = Logits().requires_grad_();

        Tensor value = loss.Compute(logits, tensor(LabelValues), null);
        value.backward();

        Assert.Empty(value.shape);
        Assert.True(value.item<float>() > 0 && float.IsFinite(value.item<float>()));
        Assert.All(logits.grad!.Floats().Chunk(Classes), row =>
        {
            Assert.Contains(row, gradient => gradient != 0);
            Assert.InRange(row.Sum(), -1e-6, 1e-6);
        });
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void Logits_that_are_far_off_or_certain_give_no_infinities(string name, int expert)
    {
        using DisposeScope scope = NewDisposeScope();
        using ClassificationLoss loss = Create(name, expert, Counts);
        AssertNoInfinities(loss);
    }

    [Theory]
    [InlineData("focal", 0.5)]
    [InlineData("focal", 2)]
    [InlineData("class-balanced-focal", 0.5)]
    [InlineData("class-balanced-focal", 2)]
    public void Nor_do_the_published_focusing_parameters(string name, double gamma)
    {
        using DisposeScope scope = NewDisposeScope();
        using ClassificationLoss loss = LossRegistry.Create(new LossOptions { Classification = name, Gamma = gamma }, Counts, 0, Experts);
        AssertNoInfinities(loss);
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void The_order_of_the_classes_does_not_matter(string name, int expert)
    {
        using DisposeScope scope = NewDisposeScope();
        long[] order = [2, 0, 3, 1];
        using ClassificationLoss loss = Create(name, expert, Counts);
        using ClassificationLoss reordered = Create(name, expert, [.. order.Select(c => Counts[c])]);
        long[] labels = [.. LabelValues.Select(label => Array.IndexOf(order, label))];

        double expected = loss.Compute(Logits(), tensor(LabelValues), null).item<float>();
        double actual = reordered.Compute(Logits().index_select(1, tensor(order)), tensor(labels), null).item<float>();

        Close.Value(expected, actual, 1e-6, name);
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void Class_weights_multiply_those_of_the_loss(string name, int expert)
    {
        using DisposeScope scope = NewDisposeScope();
        using ClassificationLoss loss = Create(name, expert, Counts);
        Tensor labels = tensor((long[])[0, 1, 2, 2, 1, 0]);
        Tensor weights = tensor((float[])[1, 0, 0, 1]);
        double plain = loss.Compute(Logits(), labels, null).item<float>();
        Tensor logits = Logits().requires_grad_();
        loss.Compute(logits, labels, weights).backward();

        Close.Value(plain, loss.Compute(Logits(), labels, ones(Classes)).item<float>(), 1e-6, "equal weights");
        Assert.All(logits.grad!.Floats().Chunk(Classes).Skip(1).Take(4), row => Assert.All(row, gradient => Assert.Equal(0, gradient)));
        Assert.Contains(logits.grad!.Floats()[..Classes], gradient => gradient != 0);
    }

    private static void AssertNoInfinities(ClassificationLoss loss)
    {
        Tensor certain = nn.functional.one_hot(tensor(LabelValues), Classes).to_type(ScalarType.Float32);
        foreach (Tensor extreme in (Tensor[])[Logits().mul(0), Logits().mul(1e3), Logits().mul(-1e3), certain.mul(1e3), certain.mul(-1e3)])
        {
            Tensor logits = extreme.requires_grad_();

            Tensor value = loss.Compute(logits, tensor(LabelValues), null);
            value.backward();

            Assert.True(float.IsFinite(value.item<float>()));
            Assert.All(logits.grad!.Floats(), gradient => Assert.True(float.IsFinite(gradient)));
        }
    }

    private static ClassificationLoss Create(string name, int expert, int[] counts)
        => LossRegistry.Create(new LossOptions { Classification = name }, counts, expert, Experts);

    private static Tensor Logits() => tensor(Draws.Of("registry", Samples * Classes, 3), [Samples, Classes]);
}
