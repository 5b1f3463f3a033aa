using static TorchSharp.torch;

namespace Offline.TorchSharp.Tests;

public class LossTests
{
    private static readonly float[] Logits = [1, 2, 0.5f, -1, 0, 3];

    [Fact]
    public void Weighted_cross_entropy_divides_by_the_weights_of_the_batch()
    {
        using var scope = NewDisposeScope();
        Tensor logits = tensor(Logits, [2, 3]);
        Tensor labels = tensor(new long[] { 0, 2 });
        double first = CrossEntropy(0, 0);
        double second = CrossEntropy(1, 2);
        Assert.Equal((first + second) / 2, nn.functional.cross_entropy(logits, labels).item<float>(), 5);

        Tensor weights = tensor(new float[] { 1, 2, 3 });
        Assert.Equal((first + (3 * second)) / 4, nn.functional.cross_entropy(logits, labels, weights).item<float>(), 5);
        float[] each = nn.functional.cross_entropy(logits, labels, null, -100, nn.Reduction.None).data<float>().ToArray();
        Assert.Equal(first, each[0], 5);
        Assert.Equal(second, each[1], 5);
    }

    [Fact]
    public void Divergence_takes_log_probabilities()
    {
        using var scope = NewDisposeScope();
        Tensor student = tensor(new[] { 0.25f, 0.75f }).log();
        Tensor teacher = tensor(new[] { 0.5f, 0.5f });
        double expected = (0.5 * Math.Log(2)) + (0.5 * Math.Log(2.0 / 3));
        Assert.Equal(expected, nn.functional.kl_div(student, teacher, false, nn.Reduction.Sum).item<float>(), 5);
        Assert.Equal(expected, nn.functional.kl_div(student, teacher.log(), true, nn.Reduction.Sum).item<float>(), 5);
    }

    [Fact]
    public void Binary_cross_entropy_weighs_the_positives()
    {
        using var scope = NewDisposeScope();
        Tensor scores = tensor(new float[] { 0, 1 });
        Tensor targets = tensor(new float[] { 1, 0 });
        double expected = ((100 * Math.Log(2)) + Math.Log(1 + Math.E)) / 2;
        Tensor loss = nn.functional.binary_cross_entropy_with_logits(scores, targets, null, nn.Reduction.Mean, tensor(new[] { 100f }));
        Assert.Equal(expected, loss.item<float>(), 4);
    }

    private static double CrossEntropy(int row, int label)
    {
        double[] logits = Logits.Skip(row * 3).Take(3).Select(value => (double)value).ToArray();
        return Math.Log(logits.Sum(Math.Exp)) - logits[label];
    }
}
