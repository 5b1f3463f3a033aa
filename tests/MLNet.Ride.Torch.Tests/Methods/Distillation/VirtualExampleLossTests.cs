using MLNet.Ride.Torch.Losses;
using MLNet.Ride.Torch.Methods.Distillation;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Tests.Reference;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Tests.Methods.Distillation;

/// <summary>The loss of DiVE against sums written out, on logits of the figures.</summary>
public class VirtualExampleLossTests
{
    private const int Samples = 16;
    private const int Classes = 10;

    private static readonly System.Text.Json.JsonElement s_figure = Figure.Load("losses.json");

    [Theory]
    [InlineData(3, 0.5, 0.5)]
    [InlineData(3, 0.5, 1)]
    [InlineData(1, 0.2, 0.7)]
    public void It_is_the_published_equation(double temperature, double alpha, double power)
    {
        using DisposeScope scope = NewDisposeScope();
        using ExpertLoss balanced = BalancedSoftmax();
        var loss = new VirtualExampleLoss(balanced, temperature, alpha, power);
        Tensor student = Logits("logits");

        double value = loss.Compute([student], Logits("teacher_logits"), Labels(), 1).item<float>();

        Close.Value(Published(temperature, alpha, power), value, 1e-5, "loss");
    }

    [Fact]
    public void Nothing_of_the_teacher_is_balanced_softmax_and_all_of_it_has_no_labels()
    {
        using DisposeScope scope = NewDisposeScope();
        using ExpertLoss alone = BalancedSoftmax();
        var none = new VirtualExampleLoss(alone, alpha: 0);
        var all = new VirtualExampleLoss(alone, alpha: 1);
        Tensor[] student = [Logits("logits")];
        Tensor teacher = Logits("teacher_logits");

        Close.Value(alone.Compute(student, Labels(), 1).item<float>(), none.Compute(student, teacher, Labels(), 1).item<float>(), 1e-6, "none");
        Assert.Equal(all.Compute(student, teacher, Labels(), 1).item<float>(), all.Compute(student, teacher, zeros_like(Labels()), 1).item<float>());
    }

    [Fact]
    public void Experts_learn_the_virtual_examples_one_by_one()
    {
        using DisposeScope scope = NewDisposeScope();
        using ExpertLoss balanced = BalancedSoftmax();
        var loss = new VirtualExampleLoss(balanced);
        Tensor teacher = Logits("teacher_logits");
        Tensor first = Logits("logits"), second = first.neg();

        double both = loss.Compute([first, second], teacher, Labels(), 1).item<float>();
        double sum = loss.Compute([first], teacher, Labels(), 1).item<float>() + loss.Compute([second], teacher, Labels(), 1).item<float>();

        Close.Value(sum, both, 1e-6, "two experts");
    }

    [Fact]
    public void No_gradient_reaches_the_teacher()
    {
        using DisposeScope scope = NewDisposeScope();
        using ExpertLoss balanced = BalancedSoftmax();
        var loss = new VirtualExampleLoss(balanced);
        Tensor student = Logits("logits").requires_grad_(), teacher = Logits("teacher_logits").requires_grad_();
        Tensor labels = Labels();
        int before = scope.DisposablesCount;

        Tensor value = loss.Compute([student], teacher, labels, 1);
        Assert.Equal(before + 1, scope.DisposablesCount);
        value.backward();

        Assert.True(student.grad!.Norm() > 0);
        Assert.Null(teacher.grad);
    }

    [Fact]
    public void Numbers_out_of_range_are_refused()
    {
        using ExpertLoss loss = BalancedSoftmax();

        Assert.Throws<ArgumentOutOfRangeException>(() => new VirtualExampleLoss(loss, temperature: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new VirtualExampleLoss(loss, alpha: 1.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new VirtualExampleLoss(loss, power: 0));
    }

    private static double Published(double temperature, double alpha, double power)
    {
        float[] logits = s_figure.Floats("logits"), teacher = s_figure.Floats("teacher_logits");
        int[] counts = s_figure.Ints("counts");
        long[] labels = s_figure.Longs("labels");
        double balanced = 0, divergence = 0;
        for (int i = 0; i < Samples; i++)
        {
            double[] z = Row(logits, i), t = Row(teacher, i);
            double[] adjusted = Softmax([.. z.Zip(counts, (value, count) => value + Math.Log((double)count / counts.Sum()))]);
            balanced -= Math.Log(adjusted[labels[i]]);

            double[] raised = [.. Softmax([.. t.Select(value => value / temperature)]).Select(p => Math.Pow(p, power))];
            double[] target = [.. raised.Select(value => value / raised.Sum())];
            double[] student = Softmax([.. z.Select(value => value / temperature)]);
            divergence += target.Zip(student, (p, q) => p * Math.Log(p / q)).Sum();
        }

        return ((1 - alpha) * balanced / Samples) + (alpha * temperature * temperature * divergence / Samples);
    }

    private static double[] Row(float[] values, int i) => [.. values.Skip(i * Classes).Take(Classes).Select(value => (double)value)];

    private static double[] Softmax(double[] logits)
    {
        double[] powers = [.. logits.Select(value => Math.Exp(value - logits.Max()))];
        return [.. powers.Select(value => value / powers.Sum())];
    }

    private static ExpertLoss BalancedSoftmax()
        => new(new LossOptions { Classification = "balanced-softmax", DeferredReweighting = false, DiversityFactor = 0 }, s_figure.Ints("counts"), 200);

    private static Tensor Labels() => tensor(s_figure.Longs("labels"));

    private static Tensor Logits(string path) => tensor(s_figure.Floats(path), [Samples, Classes]);
}
